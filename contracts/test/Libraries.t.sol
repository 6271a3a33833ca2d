// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { LinearPayout, Side } from "../src/libraries/LinearPayout.sol";
import { Median } from "../src/libraries/Median.sol";
import { SeriesState, SeriesStates } from "../src/libraries/SeriesStates.sol";
import { Asserts, vm } from "./support/Vm.sol";

contract LibrariesTest is Asserts {
    function test_medianOfAnEvenCountRoundsTowardNegativeInfinity() public pure {
        int256[] memory values = new int256[](2);
        (values[0], values[1]) = (-3, -2);
        (int256 median, ) = Median.medianOf(values);
        eqSigned(median, -3);
        (values[0], values[1]) = (3, 2);
        (median, ) = Median.medianOf(values);
        eqSigned(median, 2);
    }

    function testFuzz_medianSplitsTheValuesInHalves(int128[] memory random) public pure {
        vm.assume(random.length > 0 && random.length <= 31);
        int256[] memory values = new int256[](random.length);
        for (uint256 i = 0; i < random.length; ++i) values[i] = random[i];
        (int256 median, uint256 spread) = Median.medianOf(values);
        uint256 below = 0;
        uint256 above = 0;
        for (uint256 i = 0; i < random.length; ++i) {
            if (random[i] < median) ++below;
            if (random[i] > median) ++above;
            yes(i == 0 || values[i - 1] <= values[i], "sorted");
        }
        yes(below <= random.length / 2 && above <= random.length / 2, "halves");
        eq(spread, uint256(values[values.length - 1] - values[0]));
    }

    function testFuzz_aMinorityOfLiarsStaysWithinTheHonestRange(
        int64 a,
        int64 b,
        int64 c,
        int128 x,
        int128 y
    ) public pure {
        int256[] memory values = new int256[](5);
        (values[0], values[1], values[2], values[3], values[4]) = (x, a, y, b, c);
        (int256 median, ) = Median.medianOf(values);
        int256 least = a < b ? (a < c ? a : c) : (b < c ? b : c);
        int256 most = a > b ? (a > c ? a : c) : (b > c ? b : c);
        yes(median >= least && median <= most, "honest range");
    }

    function testFuzz_orderOfArrivalCannotMatter(int128 a, int128 b, int128 c) public pure {
        int256[] memory one = new int256[](3);
        int256[] memory two = new int256[](3);
        (one[0], one[1], one[2]) = (a, b, c);
        (two[0], two[1], two[2]) = (c, a, b);
        (int256 first, ) = Median.medianOf(one);
        (int256 second, ) = Median.medianOf(two);
        eqSigned(first, second);
    }

    function test_payoutAtTriggerAndExit() public pure {
        eq(LinearPayout.factor(Side.Below, 100, 40, 100), 0);
        eq(LinearPayout.factor(Side.Below, 100, 40, 99), 16_666);
        eq(LinearPayout.factor(Side.Below, 100, 40, 41), 983_333);
        eq(LinearPayout.factor(Side.Below, 100, 40, 40), 1_000_000);
        eq(LinearPayout.factor(Side.Above, 40, 100, 40), 0);
        eq(LinearPayout.factor(Side.Above, 40, 100, 100), 1_000_000);
    }

    function testFuzz_payoutIsBoundedAndMonotone(
        bool above,
        int128 trigger,
        int128 exit,
        int128 a,
        int128 b
    ) public pure {
        Side side = above ? Side.Above : Side.Below;
        vm.assume(LinearPayout.isValid(side, trigger, exit));
        (int128 low, int128 high) = a < b ? (a, b) : (b, a);
        uint32 atLow = LinearPayout.factor(side, trigger, exit, low);
        uint32 atHigh = LinearPayout.factor(side, trigger, exit, high);
        yes(atLow <= LinearPayout.FULL && atHigh <= LinearPayout.FULL, "bounded");
        yes(above ? atLow <= atHigh : atLow >= atHigh, "monotone");
    }

    function testFuzz_payoutRoundsDown(int64 trigger, uint32 span, uint32 depthRandom) public pure {
        vm.assume(span > 0);
        int256 depth = int256(within(depthRandom, 0, span));
        int256 exit = int256(trigger) - int256(uint256(span));
        int256 factor = int256(uint256(LinearPayout.factor(Side.Below, trigger, exit, trigger - depth)));
        yes(factor * int256(uint256(span)) <= depth * 1_000_000, "not above the line");
        yes((factor + 1) * int256(uint256(span)) > depth * 1_000_000, "by less than one step");
    }

    function testFuzz_partsNeverExceedThePartOfTheSum(uint88 a, uint88 b, uint32 random) public pure {
        uint32 factor = uint32(within(random, 0, LinearPayout.FULL));
        uint256 parts = LinearPayout.part(a, factor) + LinearPayout.part(b, factor);
        yes(parts <= LinearPayout.part(uint256(a) + b, factor), "reserve suffices");
    }

    function test_theTableHoldsTheseTransitionsAndNoOther() public pure {
        uint256 count = 0;
        for (uint8 from = 0; from <= uint8(type(SeriesState).max); ++from)
            for (uint8 to = 0; to <= uint8(type(SeriesState).max); ++to)
                if (SeriesStates.allowed(SeriesState(from), SeriesState(to))) ++count;
        eq(count, 8);
        yes(SeriesStates.allowed(SeriesState.None, SeriesState.Draft), "created");
        yes(SeriesStates.allowed(SeriesState.Draft, SeriesState.Open), "opened");
        yes(SeriesStates.allowed(SeriesState.Draft, SeriesState.Cancelled), "draft given up");
        yes(SeriesStates.allowed(SeriesState.Open, SeriesState.Closed), "closed");
        yes(SeriesStates.allowed(SeriesState.Open, SeriesState.Cancelled), "sale given up");
        yes(SeriesStates.allowed(SeriesState.Closed, SeriesState.Final), "settled");
        yes(SeriesStates.allowed(SeriesState.Closed, SeriesState.Expired), "expired");
        yes(SeriesStates.allowed(SeriesState.Final, SeriesState.Swept), "swept");
    }
}
