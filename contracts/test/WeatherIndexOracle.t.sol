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

    function _refused(bytes memory reason, I.Observation[] memory o, bytes[] memory s) private {
        vm.expectRevert(reason);
        oracle.propose(ROUND, o, s);
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
        oracle.propose("other", new I.Observation[](0), new bytes[](0));
    }

    function test_proposeRefusesToBeEarly() public {
        vm.warp(start + 1_999);
        _refused(
            abi.encodeWithSelector(I.TooEarly.selector, uint256(start + 1_999), start + 2_000),
            new I.Observation[](0),
            new bytes[](0)
        );
    }

    function test_proposeRefusesMissingSignatures() public {
        (I.Observation[] memory o, ) = _bundle(_values(1, 2, 3));
        _refused(abi.encodeWithSelector(I.SignatureCountWrong.selector, uint256(3), uint256(0)), o, new bytes[](0));
    }

    function test_proposeRefusesTooFew() public {
        (I.Observation[] memory o, bytes[] memory s) = _bundle(new int256[](2));
        _refused(abi.encodeWithSelector(I.QuorumMissed.selector, uint256(2), uint8(3)), o, s);
    }

    function test_proposeRefusesTooMany() public {
        _refused(
            abi.encodeWithSelector(I.TooManyObservations.selector, uint256(32), uint8(31)),
            new I.Observation[](32),
            new bytes[](32)
        );
    }

    function test_proposeRefusesAnObservationOfAnotherRound() public {
        (I.Observation[] memory o, bytes[] memory s) = _bundle(_values(1, 2, 3));
        o[1].roundKey = "other";
        _refused(abi.encodeWithSelector(I.WrongRound.selector, ROUND, bytes32("other")), o, s);
    }

    function test_proposeRefusesHugeValues() public {
        (I.Observation[] memory o, bytes[] memory s) = _bundle(_values(1, 2, 3));
        o[0].valueMilli = type(int256).max;
        _refused(abi.encodeWithSelector(I.ValueOutOfRange.selector, type(int256).max), o, s);
    }

    function test_proposeRefusesWhatWasSignedTooEarlyOrInTheFuture() public {
        (I.Observation[] memory o, bytes[] memory s) = _bundle(_values(1, 2, 3));
        uint64 earliest = start + 2_000;
        o[0].observedAt = earliest - 1;
        _refused(
            abi.encodeWithSelector(I.ObservedAtInvalid.selector, earliest - 1, earliest, uint256(earliest + 60)),
            o,
            s
        );
        o[0].observedAt = earliest + 61;
        _refused(
            abi.encodeWithSelector(I.ObservedAtInvalid.selector, earliest + 61, earliest, uint256(earliest + 60)),
            o,
            s
        );
    }

    function test_proposeRefusesUnregisteredSigners() public {
        (I.Observation[] memory o, bytes[] memory s) = _bundle(_values(1, 2, 3));
        s[0] = _signObservation(9, o[0]);
        _refused(abi.encodeWithSelector(I.ReporterNotRegistered.selector, vm.addr(9)), o, s);
    }

    function test_proposeRefusesAnotherSourceThanRegistered() public {
        (I.Observation[] memory o, bytes[] memory s) = _bundle(_values(1, 2, 3));
        bytes32 registered = o[0].sourceId;
        uint256 key = 1;
        while (_source(key) != registered || keccak256(_signObservation(key, o[0])) != keccak256(s[0])) ++key;
        o[0].sourceId = "elsewhere";
        s[0] = _signObservation(key, o[0]);
        _refused(abi.encodeWithSelector(I.SourceMismatch.selector, registered, bytes32("elsewhere")), o, s);
    }

    function test_proposeRefusesTheSameSignerTwice() public {
        (I.Observation[] memory o, bytes[] memory s) = _bundle(_values(1, 1, 1));
        (o[1], s[1]) = (o[0], s[0]);
        address lowest = vm.addr(1);
        for (uint256 key = 2; key <= 3; ++key) if (vm.addr(key) < lowest) lowest = vm.addr(key);
        _refused(abi.encodeWithSelector(I.SignersNotSorted.selector, lowest, lowest), o, s);
    }

    function test_proposeRefusesASingleSource() public {
        oracle.registerReporter(vm.addr(2), _source(1));
        (I.Observation[] memory o, bytes[] memory s) = _bundle(_values(1, 2, 3));
        for (uint256 i = 0; i < 3; ++i) {
            if (o[i].sourceId == _source(1)) continue;
            o[i].sourceId = _source(1);
            s[i] = _signObservation(2, o[i]);
        }
        _refused(abi.encodeWithSelector(I.TooFewSources.selector, uint256(1), uint8(2)), o, s);
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
        (I.Observation[] memory o, bytes[] memory s) = _bundle(_values(9, 9, 9));
        _refused(reason, o, s);
        vm.expectRevert(reason);
        oracle.resolve(ROUND, o, s);
        vm.warp(start + 99_999);
        I.Round memory round = oracle.round(ROUND);
        yes(round.status == I.RoundStatus.Final && round.valueMilli == 2 && round.observations == 3, "unchanged");
    }

    function test_resolveNeedsFreshObservationsThatAgree() public {
        (I.Observation[] memory stale, bytes[] memory staleSignatures) = _bundle(_values(1, 2, 3));
        oracle.propose(ROUND, stale, staleSignatures);
        oracle.dispute(ROUND);
        vm.expectRevert(
            abi.encodeWithSelector(I.ObservedAtInvalid.selector, start + 2_000, start + 2_001, uint256(start + 2_060))
        );
        oracle.resolve(ROUND, stale, staleSignatures);
        vm.warp(start + 2_001);
        (I.Observation[] memory wide, bytes[] memory wideSignatures) = _bundle(_values(0, 0, 6_000));
        vm.expectRevert(abi.encodeWithSelector(I.SpreadTooWide.selector, uint256(6_000), uint256(5_000)));
        oracle.resolve(ROUND, wide, wideSignatures);
        (I.Observation[] memory o, bytes[] memory s) = _bundle(_values(7, 8, 9));
        oracle.resolve(ROUND, o, s);
        (I.RoundStatus status, int256 value) = oracle.result(ROUND);
        yes(status == I.RoundStatus.Final && value == 8, "resolved");
    }

    function test_silenceExpiresTheRound() public {
        vm.warp(start + 3_001);
        yes(_status() == I.RoundStatus.Expired, "expired");
        (I.Observation[] memory o, bytes[] memory s) = _bundle(_values(1, 2, 3));
        _refused(abi.encodeWithSelector(I.RoundStatusWrong.selector, ROUND, I.RoundStatus.Expired), o, s);
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
        (I.Observation[] memory o, bytes[] memory s) = _bundle(_values(a, b, liar));
        for (uint256 i = 0; i < 3; ++i) {
            uint256 signer = 1;
            while (keccak256(_signObservation(signer, o[i])) != keccak256(s[i])) ++signer;
            o[i].roundKey = key;
            s[i] = _signObservation(signer, o[i]);
        }
        oracle.propose(key, o, s);
        (, int256 value) = oracle.result(key);
        yes(value >= (a < b ? a : b) && value <= (a > b ? a : b), "honest range");
    }
}
