// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { ERC4626 } from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";
import { IRiskPool } from "../src/interfaces/IRiskPool.sol";
import { Roles } from "../src/libraries/Roles.sol";
import { Fixture } from "./support/Fixture.sol";
import { vm } from "./support/Vm.sol";

contract RiskPoolTest is Fixture {
    function setUp() public override {
        super.setUp();
        manager.grantRole(Roles.COVER, address(this), 0);
    }

    function test_bookingRefusesStrangers() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(1)));
        vm.prank(address(1));
        pool.endRisk(0, 0);
    }

    function test_lockRefusesMoreThanIsFree() public {
        pool.lock(CAPITAL);
        vm.expectRevert(abi.encodeWithSelector(IRiskPool.CapitalShort.selector, uint256(0), uint256(1)));
        pool.lock(1);
    }

    function test_unlockRefusesMoreThanIsLocked() public {
        pool.lock(5);
        vm.expectRevert(abi.encodeWithSelector(IRiskPool.UnlockExceedsLocked.selector, uint256(5), uint256(6)));
        pool.unlock(6);
    }

    function test_endRiskNeedsABeginning() public {
        vm.expectRevert(abi.encodeWithSelector(IRiskPool.NoSeriesAtRisk.selector));
        pool.endRisk(0, 0);
    }

    function test_endRiskRefusesALossAboveItsCollateral() public {
        pool.lock(5);
        pool.beginRisk();
        vm.expectRevert(abi.encodeWithSelector(IRiskPool.LossExceedsCollateral.selector, uint256(5), uint256(6)));
        pool.endRisk(5, 6);
    }

    function test_withdrawalsLeaveWhatIsLocked() public {
        pool.lock(CAPITAL - 10);
        eq(pool.maxWithdraw(address(this)), 10);
        vm.expectRevert(
            abi.encodeWithSelector(ERC4626.ERC4626ExceededMaxWithdraw.selector, address(this), uint256(11), uint256(10))
        );
        pool.withdraw(11, address(this), address(this));
        pool.withdraw(10, address(this), address(this));
        eq(pool.freeAssets(), 0);
    }

    function testFuzz_aFirstDepositorCannotBeInflatedOut(uint64 donation, uint64 deposit) public {
        vm.assume(deposit > 1_000);
        pool.withdraw(CAPITAL, address(this), address(this));
        address attacker = vm.addr(5);
        address victim = vm.addr(6);
        token.mint(attacker, 1 + uint256(donation));
        vm.prank(attacker);
        token.approve(address(pool), 1);
        vm.prank(attacker);
        pool.deposit(1, attacker);
        vm.prank(attacker);
        token.transfer(address(pool), donation);
        token.mint(victim, deposit);
        vm.prank(victim);
        token.approve(address(pool), deposit);
        vm.prank(victim);
        pool.deposit(deposit, victim);
        uint256 gained = pool.maxWithdraw(attacker);
        yes(gained <= 1 + uint256(donation), "no profit");
    }
}
