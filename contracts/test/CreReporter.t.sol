// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { IReceiver } from "@chainlink/contracts/src/v0.8/keystone/interfaces/IReceiver.sol";
import { IRouter } from "@chainlink/contracts/src/v0.8/keystone/interfaces/IRouter.sol";
import { KeystoneForwarder } from "@chainlink/contracts/src/v0.8/keystone/KeystoneForwarder.sol";
import { IERC1271 } from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import { CreReporter } from "../src/adapters/CreReporter.sol";
import { ICreReporter } from "../src/interfaces/ICreReporter.sol";
import { IWeatherIndexOracle as I } from "../src/interfaces/IWeatherIndexOracle.sol";
import { Fixture } from "./support/Fixture.sol";
import { vm } from "./support/Vm.sol";

/// @notice A network of four nodes, one of which may be faulty, delivers through the forwarder of the Chainlink package.
contract CreReporterTest is Fixture {
    uint256 private constant FIRST_NODE = 501;
    uint8 private constant FAULTY = 1;
    uint32 private constant DON = 7;
    uint32 private constant CONFIG = 3;
    bytes32 private constant WORKFLOW = "workflow";
    bytes10 private constant NAME = "fieldseal";
    address private constant OWNER = address(0xbeef);
    bytes2 private constant REPORT_ID = 0x0001;

    KeystoneForwarder private forwarder;
    CreReporter private reporter;

    function setUp() public override {
        super.setUp();
        forwarder = new KeystoneForwarder();
        address[] memory nodes = new address[](4);
        for (uint256 i = 0; i < 4; ++i) nodes[i] = vm.addr(FIRST_NODE + i);
        forwarder.setConfig(DON, CONFIG, FAULTY, nodes);
        reporter = new CreReporter(address(forwarder), oracle, ICreReporter.Workflow(WORKFLOW, OWNER, NAME));
        oracle.registerReporter(address(reporter), "cre");
        oracle.openRound(ROUND, _rules());
        vm.warp(start + 2_000);
    }

    function _seen(int256 valueMilli) private view returns (I.Observation memory) {
        return I.Observation(ROUND, valueMilli, 2, "data", "cre", uint64(block.timestamp));
    }

    function _metadata(bytes32 id, address owner, bytes10 name) private pure returns (bytes memory) {
        return abi.encodePacked(id, name, owner, REPORT_ID);
    }

    function _rawReport(
        bytes32 execution,
        bytes memory metadata,
        I.Observation memory observation
    ) private view returns (bytes memory) {
        bytes memory header = abi.encodePacked(uint8(1), execution, uint32(block.timestamp), DON, CONFIG);
        return abi.encodePacked(header, metadata, abi.encode(observation));
    }

    function _nodeSignatures(uint256 firstKey, bytes memory raw) private pure returns (bytes[] memory signatures) {
        signatures = new bytes[](FAULTY + 1);
        for (uint256 i = 0; i < signatures.length; ++i) {
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(
                firstKey + i,
                keccak256(abi.encodePacked(keccak256(raw), "context"))
            );
            signatures[i] = abi.encodePacked(r, s, v - 27);
        }
    }

    /// @dev Whether the forwarder delivered; like any other receiver it does not pass a refusal on.
    function _deliver(
        bytes32 execution,
        bytes memory metadata,
        I.Observation memory observation
    ) private returns (bool) {
        bytes memory raw = _rawReport(execution, metadata, observation);
        forwarder.report(address(reporter), raw, "context", _nodeSignatures(FIRST_NODE, raw));
        return forwarder.getTransmissionInfo(address(reporter), execution, REPORT_ID).success;
    }

    function _report(bytes32 execution, I.Observation memory observation) private returns (bool) {
        return _deliver(execution, _metadata(WORKFLOW, OWNER, NAME), observation);
    }

    function _refused(bytes memory reason, bytes memory metadata, bytes memory report) private {
        vm.expectRevert(reason);
        vm.prank(address(forwarder));
        reporter.onReport(metadata, report);
    }

    function _refused(bytes memory reason, I.Observation memory observation) private {
        _refused(reason, _metadata(WORKFLOW, OWNER, NAME), abi.encode(observation));
    }

    function _answers(I.Observation memory observation) private view returns (bool) {
        bytes4 answer = reporter.isValidSignature(oracle.digestOf(address(reporter), observation), "");
        return answer == IERC1271.isValidSignature.selector;
    }

    /// @dev Two accounts and the contract, in the order of their addresses.
    function _withAccounts(
        int256 first,
        int256 second,
        I.Observation memory third
    ) private view returns (I.SignedObservation[] memory signed) {
        signed = new I.SignedObservation[](3);
        I.Observation memory observation = _observation(1, first);
        signed[0] = I.SignedObservation(vm.addr(1), observation, _signObservation(1, observation));
        observation = _observation(2, second);
        signed[1] = I.SignedObservation(vm.addr(2), observation, _signObservation(2, observation));
        signed[2] = I.SignedObservation(address(reporter), third, "");
        _sort(signed);
    }

    function test_configurationMustBeWhole() public {
        ICreReporter.Workflow memory workflow = ICreReporter.Workflow(WORKFLOW, address(0), NAME);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICreReporter.ConfigurationIncomplete.selector,
                address(forwarder),
                address(oracle),
                workflow
            )
        );
        new CreReporter(address(forwarder), oracle, workflow);
    }

    function test_twoAccountsAndTheWorkflowReachTheMedian() public {
        I.Observation memory observation = _seen(20);
        yes(_report("run", observation), "delivered");
        oracle.propose(ROUND, _withAccounts(10, 30, observation));
        vm.warp(start + 2_100);
        oracle.finalize(ROUND);
        I.Round memory round = oracle.round(ROUND);
        yes(round.status == I.RoundStatus.Final && round.observations == 3, "final with three");
        eqSigned(round.valueMilli, 20);
    }

    function test_theWorkflowReadsADisputedRoundAgain() public {
        I.Observation memory first = _seen(20);
        _report("run", first);
        oracle.propose(ROUND, _withAccounts(10, 30, first));
        oracle.dispute(ROUND);
        _refused(
            abi.encodeWithSelector(I.ObservedAtInvalid.selector, start + 2_000, start + 2_001, uint256(start + 2_060)),
            first
        );
        vm.warp(start + 2_001);
        I.Observation memory fresh = _seen(25);
        yes(_report("second run", fresh), "fresh reading");
        oracle.resolve(ROUND, _withAccounts(10, 30, fresh));
        (I.RoundStatus status, int256 value) = oracle.result(ROUND);
        yes(status == I.RoundStatus.Final, "final");
        eqSigned(value, 25);
        yes(reporter.reported(ROUND, 0) != reporter.reported(ROUND, start + 2_000), "both readings held");
    }

    function test_anObservationNobodyReportedIsNotAnsweredFor() public {
        _report("run", _seen(20));
        I.SignedObservation[] memory signed = _withAccounts(10, 30, _seen(21));
        vm.expectRevert(abi.encodeWithSelector(I.SignatureInvalid.selector, address(reporter)));
        oracle.propose(ROUND, signed);
    }

    function test_nothingIsAnsweredForBeforeAReport() public view {
        yes(!_answers(_seen(20)), "no report");
        yes(reporter.isValidSignature(0, "") == bytes4(0xffffffff), "zero hash");
    }

    function test_anotherForwarderIsRefused() public {
        KeystoneForwarder other = new KeystoneForwarder();
        vm.expectRevert(
            abi.encodeWithSelector(ICreReporter.ForwarderWrong.selector, address(forwarder), address(other))
        );
        vm.prank(address(other));
        reporter.onReport(_metadata(WORKFLOW, OWNER, NAME), abi.encode(_seen(20)));
    }

    function test_otherNodesAreRefusedByTheForwarder() public {
        bytes memory raw = _rawReport("run", _metadata(WORKFLOW, OWNER, NAME), _seen(20));
        bytes[] memory signatures = _nodeSignatures(900, raw);
        vm.expectRevert(abi.encodeWithSelector(KeystoneForwarder.InvalidSigner.selector, vm.addr(900)));
        forwarder.report(address(reporter), raw, "context", signatures);
    }

    function test_tooFewNodesAreRefusedByTheForwarder() public {
        bytes memory raw = _rawReport("run", _metadata(WORKFLOW, OWNER, NAME), _seen(20));
        vm.expectRevert(
            abi.encodeWithSelector(KeystoneForwarder.InvalidSignatureCount.selector, uint256(2), uint256(0))
        );
        forwarder.report(address(reporter), raw, "context", new bytes[](0));
    }

    function test_anotherWorkflowIsNotDelivered() public {
        yes(!_deliver("id", _metadata("other", OWNER, NAME), _seen(20)), "id");
        yes(!_deliver("owner", _metadata(WORKFLOW, address(1), NAME), _seen(20)), "owner");
        yes(!_deliver("name", _metadata(WORKFLOW, OWNER, "other"), _seen(20)), "name");
        yes(!_answers(_seen(20)), "nothing held");
    }

    function test_anotherWorkflowIsToldWhy() public {
        bytes memory report = abi.encode(_seen(20));
        _refused(
            abi.encodeWithSelector(ICreReporter.WorkflowIdWrong.selector, WORKFLOW, bytes32("other")),
            _metadata("other", OWNER, NAME),
            report
        );
        _refused(
            abi.encodeWithSelector(ICreReporter.WorkflowOwnerWrong.selector, OWNER, address(1)),
            _metadata(WORKFLOW, address(1), NAME),
            report
        );
        _refused(
            abi.encodeWithSelector(ICreReporter.WorkflowNameWrong.selector, NAME, bytes10("other")),
            _metadata(WORKFLOW, OWNER, "other"),
            report
        );
    }

    function test_lengthsMustFit() public {
        bytes memory metadata = _metadata(WORKFLOW, OWNER, NAME);
        bytes memory report = abi.encode(_seen(20));
        _refused(
            abi.encodeWithSelector(ICreReporter.MetadataLengthWrong.selector, uint256(64), uint256(65)),
            abi.encodePacked(metadata, hex"00"),
            report
        );
        _refused(
            abi.encodeWithSelector(ICreReporter.ReportLengthWrong.selector, uint256(192), uint256(193)),
            metadata,
            abi.encodePacked(report, hex"00")
        );
    }

    function test_theForwarderRefusesAReplay() public {
        bytes memory raw = _rawReport("run", _metadata(WORKFLOW, OWNER, NAME), _seen(20));
        bytes[] memory signatures = _nodeSignatures(FIRST_NODE, raw);
        forwarder.report(address(reporter), raw, "context", signatures);
        bytes32 transmission = forwarder.getTransmissionId(address(reporter), "run", REPORT_ID);
        vm.expectRevert(abi.encodeWithSelector(IRouter.AlreadyAttempted.selector, transmission));
        forwarder.report(address(reporter), raw, "context", signatures);
    }

    function test_theSameObservationOfAnotherRunChangesNothing() public {
        I.Observation memory observation = _seen(20);
        _report("run", observation);
        bytes32 held = reporter.reported(ROUND, 0);
        yes(_report("same", observation), "delivered again");
        yes(reporter.reported(ROUND, 0) == held, "unchanged");
    }

    function test_aDifferingSecondReportIsRefused() public {
        I.Observation memory first = _seen(20);
        _report("run", first);
        bytes32 held = oracle.digestOf(address(reporter), first);
        bytes32 given = oracle.digestOf(address(reporter), _seen(21));
        _refused(abi.encodeWithSelector(ICreReporter.AlreadyReported.selector, ROUND, held, given), _seen(21));
        yes(!_report("second run", _seen(21)), "not delivered");
        yes(_answers(first) && !_answers(_seen(21)), "the first stands");
    }

    function test_anUnregisteredReporterHoldsNothing() public {
        oracle.removeReporter(address(reporter));
        _refused(abi.encodeWithSelector(I.ReporterNotRegistered.selector, address(reporter)), _seen(20));
        yes(!_report("run", _seen(20)), "not delivered");
        oracle.registerReporter(address(reporter), "cre");
        yes(_report("run", _seen(20)), "retried once registered");
    }

    function test_removalSilencesAReportAlreadyHeld() public {
        I.Observation memory observation = _seen(20);
        _report("run", observation);
        oracle.removeReporter(address(reporter));
        I.SignedObservation[] memory signed = _withAccounts(10, 30, observation);
        vm.expectRevert(abi.encodeWithSelector(I.ReporterNotRegistered.selector, address(reporter)));
        oracle.propose(ROUND, signed);
    }

    function test_anotherSourceIsRefused() public {
        I.Observation memory observation = _seen(20);
        observation.sourceId = "era5";
        _refused(abi.encodeWithSelector(I.SourceMismatch.selector, bytes32("cre"), bytes32("era5")), observation);
    }

    function test_aReportBeforeTheDataIsCompleteTakesNoPlace() public {
        I.Observation memory early = _seen(20);
        early.observedAt = start + 1_999;
        yes(!_report("early", early), "not delivered");
        yes(_report("run", _seen(20)), "in time");
    }

    function test_aRoundThatWaitsForNothingIsRefused() public {
        I.Observation memory observation = _seen(20);
        observation.roundKey = "other";
        _refused(
            abi.encodeWithSelector(I.RoundStatusWrong.selector, bytes32("other"), I.RoundStatus.None),
            observation
        );
    }

    function test_interfacesAreDeclared() public view {
        yes(reporter.supportsInterface(type(IReceiver).interfaceId), "receiver");
        yes(reporter.supportsInterface(type(IERC1271).interfaceId), "signer");
        yes(!reporter.supportsInterface(0xffffffff), "nothing else");
    }
}
