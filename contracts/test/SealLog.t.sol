// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { SealLog } from "../src/SealLog.sol";
import { ISealLog } from "../src/interfaces/ISealLog.sol";
import { ReferenceTree } from "./support/ReferenceTree.sol";
import { Asserts, vm } from "./support/Vm.sol";

contract SealLogTest is Asserts {
    SealLog private log;

    function setUp() public {
        vm.warp(1_000_000);
        log = new SealLog(address(new AccessManager(address(this))));
    }

    function test_refusesStrangers() public {
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(1)));
        vm.prank(address(1));
        log.seal(1, "root", new bytes32[](0));
    }

    function test_refusesTheSameHeadAgain() public {
        log.seal(4, "root", new bytes32[](0));
        vm.expectRevert(abi.encodeWithSelector(ISealLog.AlreadySealed.selector, uint64(4), bytes32("root")));
        log.seal(4, "root", new bytes32[](0));
    }

    function test_refusesToShrink() public {
        log.seal(4, "root", new bytes32[](0));
        vm.expectRevert(abi.encodeWithSelector(ISealLog.SizeNotGrowing.selector, uint64(4), uint64(3)));
        log.seal(3, "root", new bytes32[](0));
        vm.expectRevert(abi.encodeWithSelector(ISealLog.SizeNotGrowing.selector, uint64(4), uint64(4)));
        log.seal(4, "other", new bytes32[](0));
    }

    function test_refusesAnEmptyLog() public {
        vm.expectRevert(abi.encodeWithSelector(ISealLog.SizeNotGrowing.selector, uint64(0), uint64(0)));
        log.seal(0, "root", new bytes32[](0));
    }

    function test_refusesARootOfZero() public {
        vm.expectRevert(abi.encodeWithSelector(ISealLog.RootMissing.selector, uint64(1)));
        log.seal(1, 0, new bytes32[](0));
    }

    function test_refusesAProofOfTheFirstHead() public {
        vm.expectRevert(abi.encodeWithSelector(ISealLog.FirstProofNotEmpty.selector, uint256(1)));
        log.seal(1, "root", new bytes32[](1));
    }

    function test_refusesAMissingProof() public {
        log.seal(3, "root", new bytes32[](0));
        vm.expectRevert(abi.encodeWithSelector(ISealLog.ProofLengthWrong.selector, uint64(3), uint64(5), uint256(0)));
        log.seal(5, "new", new bytes32[](0));
    }

    function testFuzz_acceptsEveryHonestProof(uint256 oldRandom, uint256 newRandom) public {
        uint256 newSize = within(newRandom, 2, 70);
        uint256 oldSize = within(oldRandom, 1, newSize - 1);
        bytes32[] memory leaves = ReferenceTree.leaves(newSize);
        bytes32 oldRoot = ReferenceTree.root(leaves, 0, oldSize);
        bytes32 newRoot = ReferenceTree.root(leaves, 0, newSize);
        log.seal(uint64(oldSize), oldRoot, new bytes32[](0));

        vm.warp(2_000_000);
        log.seal(uint64(newSize), newRoot, ReferenceTree.consistency(leaves, oldSize));

        (uint64 size, bytes32 root, uint64 sealedAt) = log.head();
        yes(size == newSize && root == newRoot && sealedAt == 2_000_000, "head");
        (root, sealedAt) = log.rootAt(uint64(oldSize));
        yes(root == oldRoot && sealedAt == 1_000_000, "old head stays");
    }

    function testFuzz_refusesARewrittenHistory(uint256 oldRandom, uint256 newRandom, uint256 changed) public {
        uint256 newSize = within(newRandom, 2, 70);
        uint256 oldSize = within(oldRandom, 1, newSize - 1);
        bytes32[] memory leaves = ReferenceTree.leaves(newSize);
        log.seal(uint64(oldSize), ReferenceTree.root(leaves, 0, oldSize), new bytes32[](0));
        leaves[within(changed, 0, oldSize - 1)] = "rewritten";
        bytes32 newRoot = ReferenceTree.root(leaves, 0, newSize);
        bytes32[] memory proof = ReferenceTree.consistency(leaves, oldSize);

        try log.seal(uint64(newSize), newRoot, proof) {
            revert NotTrue("rewritten history sealed");
        } catch (bytes memory reason) {
            bytes4 name = bytes4(reason);
            yes(
                name == ISealLog.SealedRootMismatch.selector || name == ISealLog.NewRootMismatch.selector,
                "named reason"
            );
        }
    }

    function testFuzz_refusesAChangedProof(uint256 oldRandom, uint256 newRandom, uint256 at, bytes32 node) public {
        uint256 newSize = within(newRandom, 2, 70);
        uint256 oldSize = within(oldRandom, 1, newSize - 1);
        bytes32[] memory leaves = ReferenceTree.leaves(newSize);
        log.seal(uint64(oldSize), ReferenceTree.root(leaves, 0, oldSize), new bytes32[](0));
        bytes32[] memory proof = ReferenceTree.consistency(leaves, oldSize);
        uint256 index = within(at, 0, proof.length - 1);
        vm.assume(proof[index] != node);
        proof[index] = node;
        bytes32 newRoot = ReferenceTree.root(leaves, 0, newSize);

        try log.seal(uint64(newSize), newRoot, proof) {
            revert NotTrue("changed proof accepted");
        } catch {}
    }

    function testFuzz_refusesAProofOfAnotherLength(uint256 oldRandom, uint256 newRandom, bool longer) public {
        uint256 newSize = within(newRandom, 2, 70);
        uint256 oldSize = within(oldRandom, 1, newSize - 1);
        bytes32[] memory leaves = ReferenceTree.leaves(newSize);
        log.seal(uint64(oldSize), ReferenceTree.root(leaves, 0, oldSize), new bytes32[](0));
        bytes32[] memory right = ReferenceTree.consistency(leaves, oldSize);
        bytes32[] memory wrong = new bytes32[](longer ? right.length + 1 : right.length - 1);
        for (uint256 i = 0; i < wrong.length && i < right.length; ++i) wrong[i] = right[i];
        bytes32 newRoot = ReferenceTree.root(leaves, 0, newSize);

        vm.expectRevert(
            abi.encodeWithSelector(
                ISealLog.ProofLengthWrong.selector,
                uint64(oldSize),
                uint64(newSize),
                uint256(wrong.length)
            )
        );
        log.seal(uint64(newSize), newRoot, wrong);
    }
}
