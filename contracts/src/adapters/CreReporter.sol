// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { IERC165, IReceiver } from "@chainlink/contracts/src/v0.8/keystone/interfaces/IReceiver.sol";
import { IERC1271 } from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import { ICreReporter } from "../interfaces/ICreReporter.sol";
import { IWeatherIndexOracle } from "../interfaces/IWeatherIndexOracle.sol";

/// @title CreReporter
contract CreReporter is ICreReporter, IReceiver, IERC1271 {
    uint256 private constant METADATA_LENGTH = 64;
    uint256 private constant REPORT_LENGTH = 192;

    address public immutable FORWARDER;
    IWeatherIndexOracle public immutable ORACLE;
    bytes32 public immutable WORKFLOW_ID;
    address public immutable WORKFLOW_OWNER;
    bytes10 public immutable WORKFLOW_NAME;

    mapping(bytes32 roundKey => mapping(uint64 reopenedAt => bytes32 digest)) public reported;
    mapping(bytes32 digest => bool) private _answersFor;

    constructor(address forwarder, IWeatherIndexOracle oracle, Workflow memory workflow) {
        bool wired = forwarder != address(0) && address(oracle) != address(0);
        if (!wired || workflow.id == 0 || workflow.owner == address(0) || workflow.name == 0)
            revert ConfigurationIncomplete(forwarder, address(oracle), workflow);

        FORWARDER = forwarder;
        ORACLE = oracle;
        WORKFLOW_ID = workflow.id;
        WORKFLOW_OWNER = workflow.owner;
        WORKFLOW_NAME = workflow.name;
    }

    /// @inheritdoc IReceiver
    function onReport(bytes calldata metadata, bytes calldata report) external {
        if (msg.sender != FORWARDER) revert ForwarderWrong(FORWARDER, msg.sender);
        _requireWorkflow(metadata);
        if (report.length != REPORT_LENGTH) revert ReportLengthWrong(REPORT_LENGTH, report.length);
        IWeatherIndexOracle.Observation memory observation = abi.decode(report, (IWeatherIndexOracle.Observation));
        bytes32 roundKey = observation.roundKey;
        // Refuses what could not be counted, so that a useless report never takes the place of the one that counts.
        bytes32 digest = ORACLE.digestOf(address(this), observation);
        uint64 reopenedAt = ORACLE.round(roundKey).reopenedAt;
        bytes32 held = reported[roundKey][reopenedAt];
        if (held == digest) return;
        if (held != 0) revert AlreadyReported(roundKey, held, digest);

        reported[roundKey][reopenedAt] = digest;
        _answersFor[digest] = true;

        emit Reported(roundKey, digest, observation);
    }

    /// @inheritdoc IERC1271
    /// @dev The nodes' signatures were checked on delivery, so there is none to check again: it may be empty.
    function isValidSignature(bytes32 hash, bytes calldata) external view returns (bytes4 magicValue) {
        return _answersFor[hash] ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return
            interfaceId == type(IReceiver).interfaceId ||
            interfaceId == type(IERC1271).interfaceId ||
            interfaceId == type(IERC165).interfaceId;
    }

    function _requireWorkflow(bytes calldata metadata) private view {
        if (metadata.length != METADATA_LENGTH) revert MetadataLengthWrong(METADATA_LENGTH, metadata.length);
        bytes32 id = bytes32(metadata[:32]);
        bytes10 name = bytes10(metadata[32:42]);
        address owner = address(bytes20(metadata[42:62]));
        if (id != WORKFLOW_ID) revert WorkflowIdWrong(WORKFLOW_ID, id);
        if (owner != WORKFLOW_OWNER) revert WorkflowOwnerWrong(WORKFLOW_OWNER, owner);
        if (name != WORKFLOW_NAME) revert WorkflowNameWrong(WORKFLOW_NAME, name);
    }
}
