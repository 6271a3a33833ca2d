// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { IWeatherIndexOracle } from "./IWeatherIndexOracle.sol";

/// @title ICreReporter
/// @notice Makes one workflow of the Chainlink Runtime Environment (CRE) one reporter of the weather index: the workflow
/// computes the index, its network of nodes signs the report, the `KeystoneForwarder` checks those signatures and calls
/// `onReport`; this contract then answers (ERC-1271) for exactly that observation.
/// @dev CRE is the successor of Chainlink Functions and Chainlink Automation, which were both switched off in 2026
/// (docs.chain.link/cre/reference/clf-migration and /cla-migration); nothing here depends on either. Of the Chainlink
/// package only files under the MIT licence are used.
/// Assumptions: the forwarder accepts f+1 signatures of at least 3f+1 nodes and serves every workflow of every customer,
/// so its word alone says nothing about the author: workflow id, owner and name must all match. They never change here;
/// a workflow id covers its code and configuration, so a new version of a workflow is a new contract, to be registered
/// anew. The data source is the one this contract is registered with. It holds no money and has no owner.
interface ICreReporter {
    /// @notice The one workflow that may report, as it stands in the metadata of a report.
    /// @param id Workflow id (its content hash).
    /// @param owner Workflow owner.
    /// @param name Workflow name in the 10 bytes of the metadata.
    struct Workflow {
        bytes32 id;
        address owner;
        bytes10 name;
    }

    /// @notice The workflow answered a round. Everything for `propose` is here: this contract as signer, the observation,
    /// and an empty signature.
    event Reported(bytes32 indexed roundKey, bytes32 indexed digest, IWeatherIndexOracle.Observation observation);

    /// @notice Forwarder, oracle and all parts of the workflow must be given.
    error ConfigurationIncomplete(address forwarder, address oracle, Workflow workflow);
    error ForwarderWrong(address expected, address given);
    /// @notice Metadata is 64 bytes: workflow id (32), name (10), owner (20), report id (2).
    error MetadataLengthWrong(uint256 expected, uint256 given);
    error WorkflowIdWrong(bytes32 expected, bytes32 given);
    error WorkflowOwnerWrong(address expected, address given);
    error WorkflowNameWrong(bytes10 expected, bytes10 given);
    /// @notice A report is one ABI-encoded `Observation`, 192 bytes.
    error ReportLengthWrong(uint256 expected, uint256 given);
    /// @notice The workflow answered this reading of the round already, with another observation.
    error AlreadyReported(bytes32 roundKey, bytes32 held, bytes32 given);

    /// @notice Digest of the observation held for a reading of a round, 0 if none. A round is read once; once more with a
    /// fresh observation after a contest or dispute.
    /// @param roundKey Round.
    /// @param reopenedAt Time of contest or dispute, 0 for the first reading.
    function reported(bytes32 roundKey, uint64 reopenedAt) external view returns (bytes32 digest);
}
