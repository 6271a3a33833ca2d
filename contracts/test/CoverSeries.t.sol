// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { ICoverSeries as I } from "../src/interfaces/ICoverSeries.sol";
import { IWeatherIndexOracle } from "../src/interfaces/IWeatherIndexOracle.sol";
import { Side } from "../src/libraries/LinearPayout.sol";
import { SeriesState } from "../src/libraries/SeriesStates.sol";
import { Fixture } from "./support/Fixture.sol";
import { vm } from "./support/Vm.sol";

contract CoverSeriesTest is Fixture {
    function _refuse(I.SeriesTerms memory terms, bytes memory reason) private {
        vm.expectRevert(reason);
        _asUnderwriter();
        series.create(SERIES, terms);
    }

    function _notUnderwriter(address caller, address underwriter) private pure returns (bytes memory) {
        return abi.encodeWithSelector(I.CallerNotUnderwriter.selector, caller, underwriter);
    }

    function test_createRefusesStrangers() public {
        I.SeriesTerms memory terms = _terms();
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(1)));
        vm.prank(address(1));
        series.create(SERIES, terms);
    }

    function test_createRefusesATakenId() public {
        _create();
        _refuse(
            _terms(),
            abi.encodeWithSelector(I.TransitionRefused.selector, SERIES, SeriesState.Draft, SeriesState.Draft)
        );
    }

    function test_createRefusesNoTermsHash() public {
        I.SeriesTerms memory terms = _terms();
        terms.termsHash = 0;
        _refuse(terms, abi.encodeWithSelector(I.TermsHashMissing.selector, SERIES));
    }

    function test_createRefusesInTheNameOfAnotherInsurer() public {
        I.SeriesTerms memory terms = _terms();
        terms.underwriter = address(this);
        _refuse(terms, _notUnderwriter(vm.addr(UNDERWRITER), address(this)));
    }

    function test_createRefusesNoUnderwriter() public {
        I.SeriesTerms memory terms = _terms();
        terms.underwriter = address(0);
        _refuse(terms, _notUnderwriter(vm.addr(UNDERWRITER), address(0)));
    }

    function test_createRefusesALineOnTheWrongSide() public {
        I.SeriesTerms memory terms = _terms();
        terms.side = Side.Above;
        _refuse(terms, abi.encodeWithSelector(I.PayoutLineInvalid.selector, TRIGGER, EXIT));
    }

    function test_createRefusesAPremiumAboveTheSum() public {
        I.SeriesTerms memory terms = _terms();
        terms.premiumRate = 1_000_001;
        _refuse(terms, abi.encodeWithSelector(I.PremiumRateInvalid.selector, uint32(1_000_001), uint32(1_000_000)));
    }

    function test_createRefusesNoCap() public {
        I.SeriesTerms memory terms = _terms();
        terms.exposureCap = 0;
        _refuse(terms, abi.encodeWithSelector(I.ExposureCapMissing.selector, SERIES));
    }

    function test_createRefusesSalesIntoTheRisk() public {
        I.SeriesTerms memory terms = _terms();
        terms.salesEnd = terms.riskStart + 1;
        _refuse(terms, abi.encodeWithSelector(I.SalesEndAfterRisk.selector, terms.salesEnd, terms.riskStart));
    }

    function test_openRefusesAnotherInsurer() public {
        oracle.openRound(ROUND, _rules());
        _create();
        vm.expectRevert(_notUnderwriter(address(this), vm.addr(UNDERWRITER)));
        series.open(SERIES);
    }

    function test_openRefusesAfterSales() public {
        oracle.openRound(ROUND, _rules());
        _create();
        vm.warp(start + 1_000);
        vm.expectRevert(abi.encodeWithSelector(I.SalesOver.selector, uint256(start + 1_000), start + 1_000));
        _asUnderwriter();
        series.open(SERIES);
    }

    function test_openRefusesWithoutRound() public {
        _create();
        vm.expectRevert(abi.encodeWithSelector(I.RoundNotOpen.selector, ROUND));
        _asUnderwriter();
        series.open(SERIES);
    }

    function test_openRefusesARoundThatAnswersBeforeTheRisk() public {
        IWeatherIndexOracle.RoundRules memory rules = _rules();
        rules.notBefore = start + 999;
        oracle.openRound(ROUND, rules);
        _create();
        vm.expectRevert(abi.encodeWithSelector(I.RoundBeforeRisk.selector, start + 999, start + 1_000));
        _asUnderwriter();
        series.open(SERIES);
    }

    function test_closeWaitsForTheEndOfSales() public {
        _open();
        vm.warp(start + 999);
        vm.expectRevert(abi.encodeWithSelector(I.SalesNotOver.selector, uint256(start + 999), start + 1_000));
        series.close(SERIES);
    }

    function test_cancelOnlyBeforeTheClose() public {
        _open();
        _close();
        vm.expectRevert(
            abi.encodeWithSelector(I.TransitionRefused.selector, SERIES, SeriesState.Closed, SeriesState.Cancelled)
        );
        _asUnderwriter();
        series.cancel(SERIES);
    }

    function test_cancelRefusesAnotherInsurer() public {
        _open();
        vm.expectRevert(_notUnderwriter(address(this), vm.addr(UNDERWRITER)));
        series.cancel(SERIES);
    }

    function test_cancelRefusesAnotherInsurerADraft() public {
        _create();
        vm.expectRevert(_notUnderwriter(address(this), vm.addr(UNDERWRITER)));
        series.cancel(SERIES);
    }

    function test_advanceRefusesEverybodyButTheCover() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(this)));
        series.advance(SERIES, SeriesState.Final);
    }

    function test_stateFollowsTheRound() public {
        _open();
        yes(series.state(SERIES) == SeriesState.Open, "open");
        _close();
        yes(series.state(SERIES) == SeriesState.Observing, "observing");
        vm.warp(start + 2_000);
        _propose(1, 2, 3);
        yes(series.state(SERIES) == SeriesState.Proposed, "proposed");
        oracle.dispute(ROUND);
        yes(series.state(SERIES) == SeriesState.Disputed, "disputed");
        vm.warp(start + 3_001);
        yes(series.state(SERIES) == SeriesState.Expired, "expired");
    }
}
