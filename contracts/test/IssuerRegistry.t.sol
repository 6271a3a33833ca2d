// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { IssuerRegistry } from "../src/IssuerRegistry.sol";
import { IIssuerRegistry } from "../src/interfaces/IIssuerRegistry.sol";
import { Asserts, vm } from "./support/Vm.sol";

contract IssuerRegistryTest is Asserts {
    bytes32 private constant KEY = "key";
    IssuerRegistry private registry;

    function setUp() public {
        registry = new IssuerRegistry(address(new AccessManager(address(this))));
    }

    function test_refusesStrangers() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(1)));
        vm.prank(address(1));
        registry.accredit(KEY, 0, 1, 2);
    }

    function test_refusesAKeyOfZero() public {
        vm.expectRevert(abi.encodeWithSelector(IIssuerRegistry.IssuerKeyMissing.selector));
        registry.accredit(0, 0, 1, 2);
    }

    function test_refusesAnUnknownStage() public {
        vm.expectRevert(abi.encodeWithSelector(IIssuerRegistry.StageUnknown.selector, uint8(4), uint8(3)));
        registry.accredit(KEY, 4, 1, 2);
    }

    function test_refusesAnEmptyWindow() public {
        vm.expectRevert(abi.encodeWithSelector(IIssuerRegistry.WindowEmpty.selector, uint64(2), uint64(2)));
        registry.accredit(KEY, 0, 2, 2);
    }

    function test_refusesTheSameAgain() public {
        registry.accredit(KEY, 0, 1, 2);
        vm.expectRevert(abi.encodeWithSelector(IIssuerRegistry.AlreadyAccredited.selector, KEY, uint8(0)));
        registry.accredit(KEY, 0, 1, 2);
    }

    function test_refusesToSuspendWhatIsNotAccredited() public {
        vm.expectRevert(abi.encodeWithSelector(IIssuerRegistry.NotAccredited.selector, KEY, uint8(1)));
        registry.suspend(KEY, 1, 5);
    }

    function test_refusesASuspensionWithoutTime() public {
        registry.accredit(KEY, 0, 1, 9);
        vm.expectRevert(abi.encodeWithSelector(IIssuerRegistry.SuspensionTimeMissing.selector));
        registry.suspend(KEY, 0, 0);
    }

    function test_refusesToSuspendTwice() public {
        registry.accredit(KEY, 0, 1, 9);
        registry.suspend(KEY, 0, 5);
        vm.expectRevert(abi.encodeWithSelector(IIssuerRegistry.AlreadySuspended.selector, uint64(5), uint64(6)));
        registry.suspend(KEY, 0, 6);
    }

    function test_refusesToReinstateWhatIsNotSuspended() public {
        registry.accredit(KEY, 0, 1, 9);
        vm.expectRevert(abi.encodeWithSelector(IIssuerRegistry.NotSuspended.selector, KEY, uint8(0)));
        registry.reinstate(KEY, 0);
    }

    function test_keepsASuspensionWhenTheWindowChanges() public {
        registry.accredit(KEY, 3, 1, 9);
        registry.suspend(KEY, 3, 5);
        registry.accredit(KEY, 3, 1, 20);
        (uint64 from, uint64 until, uint64 suspendedAt) = registry.accreditation(KEY, 3);
        yes(from == 1 && until == 20 && suspendedAt == 5, "window changed, suspension kept");
        registry.reinstate(KEY, 3);
        (, , suspendedAt) = registry.accreditation(KEY, 3);
        eq(suspendedAt, 0);
    }

    function testFuzz_stagesAreApart(uint8 stage, uint8 other, uint64 from, uint64 until) public {
        vm.assume(stage <= 3 && other != stage && until > from);
        registry.accredit(KEY, stage, from, until);
        (, uint64 otherUntil, ) = registry.accreditation(KEY, other);
        eq(otherUntil, 0);
    }
}
