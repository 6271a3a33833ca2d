// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { IWeatherIndexOracle as I } from "../src/interfaces/IWeatherIndexOracle.sol";
import { Fixture } from "./support/Fixture.sol";
import { vm } from "./support/Vm.sol";

contract WeatherIndexOracleTest is Fixture {
    function setUp() public override {
        super.setUp();
        oracle.openRound(ROUND, _rules());
        vm.warp(start + 2_000);
    }

    function _refused(bytes memory reason, I.SignedObservation[] memory signed) private {
        vm.expectRevert(reason);
        oracle.propose(ROUND, signed);
    }

    function _status() private view returns (I.RoundStatus status) {
        (status, ) = oracle.result(ROUND);
    }

    function test_restrictedStepsRefuseStrangers() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(1)));
        vm.prank(address(1));
        oracle.dispute(ROUND);
    }

    function test_registerRefusesNobody() public {
        vm.expectRevert(abi.encodeWithSelector(I.ReporterMissing.selector));
        oracle.registerReporter(address(0), "era5");
    }

    function test_registerRefusesNoSource() public {
        vm.expectRevert(abi.encodeWithSelector(I.SourceMissing.selector, address(9)));
        oracle.registerReporter(address(9), 0);
    }

    function test_registerRefusesTheSameAgain() public {
        address reporter = vm.addr(1);
        vm.expectRevert(abi.encodeWithSelector(I.ReporterAlreadyRegistered.selector, reporter, _source(1)));
        oracle.registerReporter(reporter, _source(1));
    }

    function test_removeRefusesAStranger() public {
        vm.expectRevert(abi.encodeWithSelector(I.ReporterNotRegistered.selector, address(9)));
        oracle.removeReporter(address(9));
    }

    function test_openRefusesARoundTwice() public {
        I.RoundRules memory rules = _rules();
        vm.expectRevert(abi.encodeWithSelector(I.RoundExists.selector, ROUND));
        oracle.openRound(ROUND, rules);
    }

    function test_openRefusesMoreSourcesThanQuorum() public {
        I.RoundRules memory rules = _rules();
        rules.minSources = 4;
        vm.expectRevert(abi.encodeWithSelector(I.QuorumInvalid.selector, uint8(3), uint8(4), uint8(31)));
        oracle.openRound("other", rules);
    }

    function test_openRefusesADeadlineBeforeTheStart() public {
        I.RoundRules memory rules = _rules();
        rules.deadline = rules.notBefore;
        vm.expectRevert(abi.encodeWithSelector(I.DeadlineInvalid.selector, rules.notBefore, rules.deadline));
        oracle.openRound("other", rules);
    }

    function test_proposeRefusesAnUnknownRound() public {
        vm.expectRevert(abi.encodeWithSelector(I.RoundStatusWrong.selector, bytes32("other"), I.RoundStatus.None));
        oracle.propose("other", new I.SignedObservation[](0));
    }

    function test_proposeRefusesToBeEarly() public {
        vm.warp(start + 1_999);
        _refused(
            abi.encodeWithSelector(I.TooEarly.selector, uint256(start + 1_999), start + 2_000),
            new I.SignedObservation[](0)
        );
    }

    function test_proposeRefusesTooFew() public {
        I.SignedObservation[] memory signed = _bundle(new int256[](2));
        _refused(abi.encodeWithSelector(I.QuorumMissed.selector, uint256(2), uint8(3)), signed);
    }

    function test_proposeRefusesTooMany() public {
        _refused(
            abi.encodeWithSelector(I.TooManyObservations.selector, uint256(32), uint8(31)),
            new I.SignedObservation[](32)
        );
    }

    function test_proposeRefusesAnObservationOfAnotherRound() public {
        I.SignedObservation[] memory signed = _bundle(_values(1, 2, 3));
        signed[1].observation.roundKey = "other";
        _refused(abi.encodeWithSelector(I.WrongRound.selector, ROUND, bytes32("other")), signed);
    }

    function test_proposeRefusesHugeValues() public {
        I.SignedObservation[] memory signed = _bundle(_values(1, 2, 3));
        signed[0].observation.valueMilli = type(int256).max;
        _refused(abi.encodeWithSelector(I.ValueOutOfRange.selector, type(int256).max), signed);
    }

    function test_proposeRefusesWhatWasSignedTooEarlyOrInTheFuture() public {
        I.SignedObservation[] memory signed = _bundle(_values(1, 2, 3));
        uint64 earliest = start + 2_000;
        signed[0].observation.observedAt = earliest - 1;
        _refused(
            abi.encodeWithSelector(I.ObservedAtInvalid.selector, earliest - 1, earliest, uint256(earliest + 60)),
            signed
        );
        signed[0].observation.observedAt = earliest + 61;
        _refused(
            abi.encodeWithSelector(I.ObservedAtInvalid.selector, earliest + 61, earliest, uint256(earliest + 60)),
            signed
        );
    }

    function test_proposeRefusesUnregisteredSigners() public {
        I.SignedObservation[] memory signed = _bundle(_values(1, 2, 3));
        oracle.removeReporter(vm.addr(1));
        _refused(abi.encodeWithSelector(I.ReporterNotRegistered.selector, vm.addr(1)), signed);
    }

    function test_proposeRefusesTheSignatureOfAnother() public {
        I.SignedObservation[] memory signed = _bundle(_values(1, 2, 3));
        signed[0].signature = _signObservation(9, signed[0].observation);
        _refused(abi.encodeWithSelector(I.SignatureInvalid.selector, signed[0].signer), signed);
    }

    function test_proposeRefusesAChangedObservation() public {
        I.SignedObservation[] memory signed = _bundle(_values(1, 2, 3));
        signed[2].observation.valueMilli += 1;
        _refused(abi.encodeWithSelector(I.SignatureInvalid.selector, signed[2].signer), signed);
    }

    function test_proposeRefusesAContractThatAnswersForNothing() public {
        oracle.registerReporter(address(token), "era5");
        I.SignedObservation[] memory signed = _bundle(new int256[](4));
        signed[3] = I.SignedObservation(address(token), _observation(2, 1), "");
        _sort(signed);
        _refused(abi.encodeWithSelector(I.SignatureInvalid.selector, address(token)), signed);
    }

    function test_digestIsWhatReportersSign() public view {
        I.Observation memory observation = _observation(1, 5);
        bytes32 digest = oracle.digestOf(vm.addr(1), observation);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(1, digest);
        yes(keccak256(_signObservation(1, observation)) == keccak256(abi.encodePacked(r, s, v)), "same digest");
    }

    function test_digestIsRefusedOnceARoundIsProposed() public {
        _propose(1, 2, 3);
        I.Observation memory observation = _observation(1, 5);
        vm.expectRevert(abi.encodeWithSelector(I.RoundStatusWrong.selector, ROUND, I.RoundStatus.Proposed));
        oracle.digestOf(vm.addr(1), observation);
    }

    function test_proposeRefusesAnotherSourceThanRegistered() public {
        I.SignedObservation[] memory signed = _bundle(_values(1, 2, 3));
        bytes32 registered = signed[0].observation.sourceId;
        signed[0].observation.sourceId = "elsewhere";
        _refused(abi.encodeWithSelector(I.SourceMismatch.selector, registered, bytes32("elsewhere")), signed);
    }

    function test_proposeRefusesTheSameSignerTwice() public {
        I.SignedObservation[] memory signed = _bundle(_values(1, 1, 1));
        signed[1] = signed[0];
        _refused(abi.encodeWithSelector(I.SignersNotSorted.selector, signed[0].signer, signed[0].signer), signed);
    }

    function test_proposeRefusesASingleSource() public {
        oracle.registerReporter(vm.addr(2), _source(1));
        I.SignedObservation[] memory signed = _bundle(_values(1, 2, 3));
        for (uint256 i = 0; i < 3; ++i) {
            if (signed[i].signer != vm.addr(2)) continue;
            signed[i].observation.sourceId = _source(1);
            signed[i].signature = _signObservation(2, signed[i].observation);
        }
        _refused(abi.encodeWithSelector(I.TooFewSources.selector, uint256(1), uint8(2)), signed);
    }

    function test_aWideSpreadIsContested() public {
        _propose(0, 1, 5_001);
        yes(_status() == I.RoundStatus.Contested, "contested");
    }

    function test_aSpreadEqualToTheToleranceIsNot() public {
        _propose(0, 1, 5_000);
        yes(_status() == I.RoundStatus.Proposed, "proposed");
    }

    function test_disputeNeedsAProposal() public {
        vm.expectRevert(abi.encodeWithSelector(I.RoundStatusWrong.selector, ROUND, I.RoundStatus.Open));
        oracle.dispute(ROUND);
    }

    function test_disputeNeedsTheWindow() public {
        _propose(1, 2, 3);
        vm.warp(start + 2_100);
        vm.expectRevert(abi.encodeWithSelector(I.WindowOver.selector, uint256(start + 2_100), start + 2_100));
        oracle.dispute(ROUND);
    }

    function test_finalizeWaitsForTheWindow() public {
        _propose(1, 2, 3);
        vm.warp(start + 2_099);
        vm.expectRevert(abi.encodeWithSelector(I.TooEarly.selector, uint256(start + 2_099), start + 2_100));
        oracle.finalize(ROUND);
        vm.warp(start + 2_100);
        oracle.finalize(ROUND);
        vm.expectRevert(abi.encodeWithSelector(I.RoundStatusWrong.selector, ROUND, I.RoundStatus.Final));
        oracle.finalize(ROUND);
    }

    function test_finalNeverChanges() public {
        _propose(1, 2, 3);
        vm.warp(start + 2_100);
        oracle.finalize(ROUND);
        bytes memory reason = abi.encodeWithSelector(I.RoundStatusWrong.selector, ROUND, I.RoundStatus.Final);
        vm.expectRevert(reason);
        oracle.dispute(ROUND);
        I.SignedObservation[] memory signed = _bundle(_values(9, 9, 9));
        _refused(reason, signed);
        vm.expectRevert(reason);
        oracle.resolve(ROUND, signed);
        vm.warp(start + 99_999);
        I.Round memory round = oracle.round(ROUND);
        yes(round.status == I.RoundStatus.Final && round.valueMilli == 2 && round.observations == 3, "unchanged");
    }

    function test_resolveNeedsFreshObservationsThatAgree() public {
        I.SignedObservation[] memory stale = _bundle(_values(1, 2, 3));
        oracle.propose(ROUND, stale);
        oracle.dispute(ROUND);
        vm.expectRevert(
            abi.encodeWithSelector(I.ObservedAtInvalid.selector, start + 2_000, start + 2_001, uint256(start + 2_060))
        );
        oracle.resolve(ROUND, stale);
        vm.warp(start + 2_001);
        I.SignedObservation[] memory wide = _bundle(_values(0, 0, 6_000));
        vm.expectRevert(abi.encodeWithSelector(I.SpreadTooWide.selector, uint256(6_000), uint256(5_000)));
        oracle.resolve(ROUND, wide);
        I.SignedObservation[] memory signed = _bundle(_values(7, 8, 9));
        oracle.resolve(ROUND, signed);
        (I.RoundStatus status, int256 value) = oracle.result(ROUND);
        yes(status == I.RoundStatus.Final && value == 8, "resolved");
    }

    function test_silenceExpiresTheRound() public {
        vm.warp(start + 3_001);
        yes(_status() == I.RoundStatus.Expired, "expired");
        I.SignedObservation[] memory signed = _bundle(_values(1, 2, 3));
        _refused(abi.encodeWithSelector(I.RoundStatusWrong.selector, ROUND, I.RoundStatus.Expired), signed);
    }

    function test_aProposalInTimeNeverExpiresAndADisputeGetsItsTime() public {
        vm.warp(start + 3_000);
        _propose(1, 2, 3);
        vm.warp(start + 3_050);
        yes(_status() == I.RoundStatus.Proposed, "still proposed");
        oracle.dispute(ROUND);
        vm.warp(start + 3_150);
        yes(_status() == I.RoundStatus.Disputed, "time to resolve");
        vm.warp(start + 3_151);
        yes(_status() == I.RoundStatus.Expired, "unresolved");
    }

    function testFuzz_oneLiarOfThreeStaysWithinTheHonestRange(int16 a, int16 b, int16 liar) public {
        I.RoundRules memory rules = _rules();
        rules.toleranceMilli = type(uint128).max;
        rules.notBefore = start;
        bytes32 key = keccak256("wide");
        oracle.openRound(key, rules);
        I.SignedObservation[] memory signed = _bundle(_values(a, b, liar));
        for (uint256 i = 0; i < 3; ++i) {
            uint256 signer = 1;
            while (vm.addr(signer) != signed[i].signer) ++signer;
            signed[i].observation.roundKey = key;
            signed[i].signature = _signObservation(signer, signed[i].observation);
        }
        oracle.propose(key, signed);
        (, int256 value) = oracle.result(key);
        yes(value >= (a < b ? a : b) && value <= (a > b ? a : b), "honest range");
    }
}
