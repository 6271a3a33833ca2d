// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { Pausable } from "@openzeppelin/contracts/utils/Pausable.sol";
import { ICropCover as I } from "../src/interfaces/ICropCover.sol";
import { IRiskPool } from "../src/interfaces/IRiskPool.sol";
import { SeriesState } from "../src/libraries/SeriesStates.sol";
import { Fixture } from "./support/Fixture.sol";
import { vm } from "./support/Vm.sol";

contract CropCoverTest is Fixture {
    function setUp() public override {
        super.setUp();
        _open();
    }

    function _refuse(I.Quote memory quote, bytes memory reason) private {
        bytes memory offer = _offer(UNDERWRITER, quote);
        bytes memory acceptance = _acceptance(HOLDER, quote);
        I.Permit memory permit = _permit(HOLDER, quote.premium);
        vm.expectRevert(reason);
        cover.purchase(quote, offer, acceptance, permit);
    }

    function test_pauseStopsSalesNeverPayouts() public {
        _buy(HOLDER, "plot", SUM);
        cover.pauseSales();
        _refuse(_quote(HOLDER, "other"), abi.encodeWithSelector(Pausable.EnforcedPause.selector));
        _settleAt(EXIT);
        cover.pay(SERIES, _ids(1, 1));
        eq(token.balanceOf(vm.addr(HOLDER)), SUM);
    }

    function test_pauseRefusesStrangers() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(1)));
        vm.prank(address(1));
        cover.pauseSales();
    }

    function test_purchaseRefusesASeriesNotOnSale() public {
        I.Quote memory quote = _quote(HOLDER, "plot");
        quote.seriesId = "other";
        _refuse(quote, abi.encodeWithSelector(I.SeriesNotOnSale.selector, bytes32("other"), SeriesState.None));
    }

    function test_purchaseRefusesWhenTheDroughtIsKnown() public {
        I.Quote memory quote = _quote(HOLDER, "plot");
        quote.deadline = start + 9_999;
        vm.warp(start + 1_000);
        _refuse(quote, abi.encodeWithSelector(I.SalesEnded.selector, uint256(start + 1_000), start + 1_000));
    }

    function test_purchaseRefusesAnOldQuote() public {
        vm.warp(start + 901);
        _refuse(
            _quote(HOLDER, "plot"),
            abi.encodeWithSelector(I.QuoteExpired.selector, uint256(start + 901), start + 900)
        );
    }

    function test_purchaseRefusesNobody() public {
        I.Quote memory quote = _quote(HOLDER, "plot");
        quote.holder = address(0);
        _refuse(quote, abi.encodeWithSelector(I.HolderMissing.selector));
    }

    function test_purchaseRefusesSumsOfNothingOrTooMuch() public {
        I.Quote memory quote = _quote(HOLDER, "plot");
        quote.sumInsured = 0;
        _refuse(quote, abi.encodeWithSelector(I.SumInsuredInvalid.selector, uint256(0), uint256(type(uint88).max)));
        quote.sumInsured = uint256(type(uint88).max) + 1;
        _refuse(
            quote,
            abi.encodeWithSelector(I.SumInsuredInvalid.selector, quote.sumInsured, uint256(type(uint88).max))
        );
    }

    function test_purchaseRefusesAnotherPremium() public {
        I.Quote memory quote = _quote(HOLDER, "plot");
        quote.premium -= 1;
        _refuse(quote, abi.encodeWithSelector(I.PremiumMismatch.selector, quote.premium + 1, quote.premium));
    }

    function test_purchaseRefusesAboveTheCap() public {
        I.Quote memory quote = _quote(HOLDER, "plot");
        quote.sumInsured = 5_000_000_001;
        quote.premium = _premium(quote.sumInsured);
        _refuse(
            quote,
            abi.encodeWithSelector(I.ExposureCapExceeded.selector, uint256(5_000_000_001), uint256(5_000_000_000))
        );
    }

    function test_purchaseRefusesAQuoteNotSignedByTheUnderwriter() public {
        I.Quote memory quote = _quote(HOLDER, "plot");
        bytes memory forged = _offer(HOLDER, quote);
        bytes memory acceptance = _acceptance(HOLDER, quote);
        I.Permit memory permit = _permit(HOLDER, quote.premium);
        vm.expectRevert(abi.encodeWithSelector(I.QuoteSignatureInvalid.selector, vm.addr(UNDERWRITER)));
        cover.purchase(quote, forged, acceptance, permit);
    }

    function test_purchaseRefusesWithoutTheHolder() public {
        I.Quote memory quote = _quote(HOLDER, "plot");
        bytes memory offer = _offer(UNDERWRITER, quote);
        I.Permit memory permit = _permit(HOLDER, quote.premium);
        vm.expectRevert(abi.encodeWithSelector(I.HolderSignatureInvalid.selector, vm.addr(HOLDER)));
        cover.purchase(quote, offer, offer, permit);
    }

    function test_purchaseRefusesAUsedNonce() public {
        _buy(HOLDER, "plot", SUM);
        nextNonce = 0;
        _refuse(
            _quote(HOLDER, "other"),
            abi.encodeWithSelector(I.NonceUsed.selector, vm.addr(UNDERWRITER), uint256(0))
        );
    }

    function test_purchaseRefusesAPlotTwice() public {
        _buy(HOLDER, "plot", SUM);
        _refuse(_quote(HOLDER, "plot"), abi.encodeWithSelector(I.PlotAlreadyInsured.selector, bytes32("plot"), SERIES));
    }

    function test_purchaseRefusesWithoutCapital() public {
        pool.withdraw(CAPITAL - SUM + 1, address(this), address(this));
        _refuse(
            _quote(HOLDER, "plot"),
            abi.encodeWithSelector(IRiskPool.CapitalShort.selector, uint256(SUM - 1), uint256(SUM))
        );
    }

    function test_theHolderBuysWithoutSignatures() public {
        I.Quote memory quote = _quote(HOLDER, "plot");
        bytes memory offer = _offer(UNDERWRITER, quote);
        token.mint(quote.holder, quote.premium);
        vm.prank(quote.holder);
        token.approve(address(cover), quote.premium);
        vm.prank(quote.holder);
        eq(cover.purchase(quote, offer, "", I.Permit(0, 0, 0, 0, 0)), 1);
    }

    function test_aPermitThatSomebodySentFirstDoesNoHarm() public {
        I.Quote memory quote = _quote(HOLDER, "plot");
        token.mint(quote.holder, quote.premium);
        I.Permit memory permit = _permit(HOLDER, quote.premium);
        token.permit(quote.holder, address(cover), permit.value, permit.deadline, permit.v, permit.r, permit.s);
        eq(cover.purchase(quote, _offer(UNDERWRITER, quote), _acceptance(HOLDER, quote), permit), 1);
    }

    function test_settleWaitsForTheIndex() public {
        vm.expectRevert(abi.encodeWithSelector(I.SeriesNotSettleable.selector, SERIES, SeriesState.Open));
        cover.settle(SERIES);
        _close();
        vm.expectRevert(abi.encodeWithSelector(I.RoundUndecided.selector, ROUND));
        cover.settle(SERIES);
    }

    function test_settleRefusesTwice() public {
        _settleAt(EXIT);
        vm.expectRevert(abi.encodeWithSelector(I.AlreadySettled.selector, SERIES, I.Outcome.Final));
        cover.settle(SERIES);
    }

    function test_payNeedsASettlement() public {
        vm.expectRevert(abi.encodeWithSelector(I.NotSettled.selector, SERIES));
        cover.pay(SERIES, _ids(1, 2));
    }

    function test_payRefusesUnknownPolicies() public {
        _buy(HOLDER, "plot", SUM);
        _settleAt(EXIT);
        vm.expectRevert(abi.encodeWithSelector(I.PolicyUnknown.selector, SERIES, uint32(2)));
        cover.pay(SERIES, _ids(1, 2));
    }

    function test_aWetYearPaysNothing() public {
        _buy(HOLDER, "plot", SUM);
        _settleAt(TRIGGER);
        vm.expectRevert(abi.encodeWithSelector(I.NothingDue.selector, SERIES));
        cover.pay(SERIES, _ids(1, 1));
        yes(cover.policy(SERIES, 1).status == I.PolicyStatus.Lapsed, "lapsed");
        eq(pool.totalAssets(), CAPITAL + _premium(SUM));
        eq(pool.lockedAssets(), 0);
    }

    function test_aFrozenPayeeBlocksNobodyAndIsPaidLater() public {
        _buy(HOLDER, "plot", SUM);
        _buy(HOLDER + 1, "other", SUM);
        _settleAt(EXIT);
        bytes memory transfer = abi.encodeCall(token.transfer, (vm.addr(HOLDER), SUM));
        vm.mockCallRevert(address(token), transfer, "frozen");
        cover.pay(SERIES, _ids(1, 2));
        yes(cover.policy(SERIES, 1).status == I.PolicyStatus.PaymentFailed, "noted");
        eq(token.balanceOf(vm.addr(HOLDER + 1)), SUM);
        vm.clearMockedCalls();
        cover.pay(SERIES, _ids(1, 2));
        eq(token.balanceOf(vm.addr(HOLDER)), SUM);
        yes(series.state(SERIES) == SeriesState.Swept, "swept");
    }

    function test_aSilentOracleRefundsAndFreesThePlot() public {
        _buy(HOLDER, "plot", SUM);
        _close();
        vm.warp(start + 3_001);
        cover.settle(SERIES);
        cover.pay(SERIES, _ids(1, 1));
        eq(token.balanceOf(vm.addr(HOLDER)), _premium(SUM));
        eq(pool.freeAssets(), CAPITAL);
        yes(cover.policy(SERIES, 1).status == I.PolicyStatus.Refunded, "refunded");
        yes(series.state(SERIES) == SeriesState.Expired, "expired");
    }

    function test_aCancelledSeriesRefundsAndFreesCapital() public {
        _buy(HOLDER, "plot", SUM);
        _asUnderwriter();
        series.cancel(SERIES);
        cover.settle(SERIES);
        cover.pay(SERIES, _ids(1, 1));
        eq(token.balanceOf(vm.addr(HOLDER)), _premium(SUM));
        eq(pool.lockedAssets(), 0);
    }

    function test_capitalCannotLeaveBetweenCloseAndOutcome() public {
        _buy(HOLDER, "plot", SUM);
        eq(pool.maxWithdraw(address(this)), CAPITAL - SUM);
        _close();
        eq(pool.maxWithdraw(address(this)), 0);
        vm.warp(start + 3_001);
        cover.settle(SERIES);
        eq(pool.maxWithdraw(address(this)), CAPITAL);
    }

    function testFuzz_moneyIsConserved(uint32 sumA, uint32 sumB, int32 valueMilli) public {
        vm.assume(sumA > 0 && sumB > 0 && uint256(sumA) + sumB <= 5_000_000_000);
        _buy(HOLDER, "plot", sumA);
        _buy(HOLDER + 1, "other", sumB);
        _settleAt(valueMilli);
        I.Account memory books = cover.account(SERIES);
        uint256 due =
            (uint256(sumA) * books.payoutFactor) / 1_000_000 + (uint256(sumB) * books.payoutFactor) / 1_000_000;
        if (books.reserved != 0) cover.pay(SERIES, _ids(2, 1));
        uint256 premiums = _premium(sumA) + _premium(sumB);
        yes(books.reserved >= due, "reserve suffices");
        eq(token.balanceOf(vm.addr(HOLDER)) + token.balanceOf(vm.addr(HOLDER + 1)), due);
        eq(token.balanceOf(address(cover)), 0);
        eq(pool.totalAssets(), CAPITAL + premiums - due);
        eq(pool.lockedAssets(), 0);
        yes(series.state(SERIES) == SeriesState.Swept, "swept");
    }
}
