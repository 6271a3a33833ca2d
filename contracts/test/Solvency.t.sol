// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { ICropCover } from "../src/interfaces/ICropCover.sol";
import { Fixture } from "./support/Fixture.sol";
import { vm } from "./support/Vm.sol";

/// @notice Plays random actions of investors, farmers, reporters and keepers on one series.
contract SeasonPlayer is Fixture {
    uint256 public bought;
    uint256 private clock;

    constructor() {
        setUp();
        _open();
        clock = start;
    }

    /// @dev The runner calls every public function: the season must not start anew.
    function setUp() public override {
        if (address(manager) == address(0)) super.setUp();
    }

    /// @dev The runner forgets a warp between two actions.
    modifier onTime() {
        vm.warp(clock);
        _;
    }

    function deposit(uint32 amount) external onTime {
        token.mint(address(this), amount);
        token.approve(address(pool), amount);
        pool.deposit(amount, address(this));
    }

    function withdraw(uint96 random) external onTime {
        pool.withdraw(within(random, 0, pool.maxWithdraw(address(this))), address(this), address(this));
    }

    function donate(uint32 amount) external onTime {
        token.mint(address(pool), amount);
    }

    function buy(uint32 sum) external onTime {
        if (block.timestamp >= start + 900 || sum == 0 || cover.account(SERIES).exposure + sum > 5_000_000_000) return;
        if (pool.freeAssets() < sum) return;
        ++bought;
        _buy(HOLDER + bought, bytes32(bought), sum);
    }

    /// @dev Now and then to the next turning point of the season, so that random play gets to its end.
    function pass(uint16 random) external onTime {
        uint64[4] memory turns = [start + 1_000, start + 2_000, start + 2_100, start + 3_001];
        uint256 next = block.timestamp + (random % 100);
        for (uint256 i = 4; i > 0 && random % 2 == 0; --i) if (turns[i - 1] > block.timestamp) next = turns[i - 1];
        clock = next;
    }

    function close() external onTime {
        series.close(SERIES);
    }

    function cancel(uint8 random) external onTime {
        if (random >= 4) return;
        _asUnderwriter();
        series.cancel(SERIES);
    }

    /// @dev Values on the slope of the payout line and a little beyond it.
    function propose(uint32 random) external onTime {
        int256 valueMilli = int256(within(random, 40_000, 110_000));
        _propose(valueMilli, valueMilli, valueMilli);
    }

    function finalize() external onTime {
        oracle.finalize(ROUND);
    }

    function settle() external onTime {
        cover.settle(SERIES);
    }

    function pay(uint32 one, uint32 two) external onTime {
        uint32 most = uint32(bought);
        cover.pay(SERIES, _ids(uint32(within(one, 1, most)), uint32(within(two, 1, most))));
    }

    function check() external view {
        ICropCover.Account memory books = cover.account(SERIES);
        bool settled = books.outcome != ICropCover.Outcome.None;
        yes(pool.totalAssets() >= pool.lockedAssets(), "assets >= locked");
        eq(pool.lockedAssets(), settled ? 0 : books.exposure);
        yes(books.paid <= books.reserved, "paid <= reserved");
        yes(books.reserved <= books.exposure, "reserved <= exposure");
        bool done = books.closedPolicies == books.policies;
        bool owing = settled && !done && books.reserved != 0;
        eq(
            token.balanceOf(address(cover)),
            !settled
                ? books.premiums
                : owing
                    ? books.reserved - books.paid
                    : 0
        );
        uint256 held =
            token.balanceOf(address(pool)) + token.balanceOf(address(cover)) + token.balanceOf(address(this));
        for (uint256 i = 1; i <= bought; ++i) held += token.balanceOf(vm.addr(HOLDER + i));
        eq(held, token.totalSupply());
    }
}

contract SolvencyTest {
    SeasonPlayer private player;

    function setUp() public {
        player = new SeasonPlayer();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(player);
    }

    function invariant_thePoolIsSolventAndMoneyIsConserved() external view {
        player.check();
    }
}
