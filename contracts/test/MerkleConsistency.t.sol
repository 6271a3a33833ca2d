// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { MerkleConsistency } from "../src/libraries/MerkleConsistency.sol";
import { ReferenceConsistency } from "./support/ReferenceConsistency.sol";
import { Asserts } from "./support/Vm.sol";

contract MerkleConsistencyTest is Asserts {
    function testFuzz_rebuildsWhatTheStandardRebuilds(
        uint64 oldRandom,
        uint64 newRandom,
        bytes32 seed,
        uint8 spare
    ) public view {
        uint64 newSize = uint64(within(newRandom, 2, type(uint64).max));
        compare(uint64(within(oldRandom, 1, newSize - 1)), newSize, seed, spare);
    }

    function testFuzz_alsoBetweenNeighbours(
        uint64 random,
        uint8 shift,
        uint16 more,
        bytes32 seed,
        uint8 spare
    ) public view {
        uint64 oldSize = uint64(within(random >> (shift % 63), 1, type(uint64).max - type(uint16).max - 1));
        compare(oldSize, oldSize + more + 1, seed, spare);
    }

    function testFuzz_alsoFromAPowerOfTwo(uint8 power, uint32 more, bytes32 seed, uint8 spare) public view {
        uint64 oldSize = uint64(1) << (power % 63);
        compare(oldSize, oldSize + more + 1, seed, spare);
    }

    /// @dev Of every length around the right one, which for random sizes is below 64.
    function compare(uint64 oldSize, uint64 newSize, bytes32 seed, uint8 spare) private view {
        for (uint256 length = 0; length <= 66; length += 1 + (spare % 2)) {
            bytes32[] memory proof = path(seed, length);
            (bytes32 oldRoot, bytes32 newRoot, bool complete) = this.rebuild(oldSize, seed, newSize, proof);
            (bytes32 fr, bytes32 sr, bool whole) = ReferenceConsistency.roots(oldSize, seed, newSize, proof);
            yes(complete == whole, "complete");
            yes(!whole || (oldRoot == fr && newRoot == sr), "roots");
        }
    }

    function rebuild(
        uint64 oldSize,
        bytes32 oldRoot,
        uint64 newSize,
        bytes32[] calldata proof
    ) external view returns (bytes32, bytes32, bool) {
        return MerkleConsistency.roots(oldSize, oldRoot, newSize, proof);
    }

    function path(bytes32 seed, uint256 length) private pure returns (bytes32[] memory nodes) {
        nodes = new bytes32[](length);
        for (uint256 i = 0; i < length; ++i) nodes[i] = keccak256(abi.encode(seed, i));
    }
}
