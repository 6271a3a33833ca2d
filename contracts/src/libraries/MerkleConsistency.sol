// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title MerkleConsistency
/// @notice Consistency proofs between two Merkle tree heads, RFC 9162 section 2.1.4.2, with SHA-256.
library MerkleConsistency {
    /// @notice Rebuilds both roots from a proof.
    /// @param oldSize Leaves under the old root, at least 1.
    /// @param oldRoot Old root; it is the first node of the path when `oldSize` is a power of two.
    /// @param newSize Leaves under the new root, greater than `oldSize`.
    /// @param proof Path as of RFC 9162 section 2.1.4.1.
    /// @return computedOld Root of the first `oldSize` leaves that the path gives.
    /// @return computedNew Root of all `newSize` leaves that the path gives.
    /// @return complete Whether the path had exactly the length that the two sizes need.
    function roots(
        uint64 oldSize,
        bytes32 oldRoot,
        uint64 newSize,
        bytes32[] calldata proof
    ) internal view returns (bytes32 computedOld, bytes32 computedNew, bool complete) {
        uint256 next = 0;
        // RFC 9162 2.1.4.2 step 2
        if (oldSize & (oldSize - 1) == 0) {
            computedOld = oldRoot;
        } else {
            if (proof.length == 0) return (0, 0, false);
            computedOld = proof[0];
            next = 1;
        }
        // steps 3 and 4
        uint256 fn = oldSize - 1;
        uint256 sn = newSize - 1;
        while (fn & 1 == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        uint256 at;
        uint256 end;
        assembly ("memory-safe") {
            at := add(proof.offset, shl(5, next))
            end := add(proof.offset, shl(5, proof.length))
        }
        return climb(computedOld, fn, sn, at, end);
    }

    /// @notice Step 6: joins the rest of the path to both hashes, from the leaves up.
    /// @dev In assembly since it is nearly all that a seal in a large log costs. Two inputs of interior node hashes
    /// (RFC 9162 section 2.1.1: 0x01 || left || right) lie one after the other in free memory, one for each root; each
    /// hash is put where it is the right child of the next one, which it is below every node of the old tree.
    /// @param start Both hashes so far.
    /// @param fn Index of the old tree's last node on the level of the start.
    /// @param sn The same of the new tree.
    /// @param at Where in the call data the rest of the path begins.
    /// @param end Where it ends.
    function climb(
        bytes32 start,
        uint256 fn,
        uint256 sn,
        uint256 at,
        uint256 end
    ) private view returns (bytes32 computedOld, bytes32 computedNew, bool complete) {
        assembly ("memory-safe") {
            // The older input is at 0x00 of `input`, the newer one at 0x60: prefix, left at 0x01, right at 0x21.
            let input := mload(0x40)
            mstore8(input, 0x01)
            mstore8(add(input, 0x60), 0x01)
            mstore(add(input, 0x21), start)
            mstore(add(input, 0x81), start)
            complete := 1
            for {} and(lt(at, end), gt(sn, 0)) {
                at := add(at, 0x20)
            } {
                switch or(and(fn, 1), eq(fn, sn))
                case 0 {
                    mstore(add(input, 0x61), mload(add(input, 0x81)))
                    calldatacopy(add(input, 0x81), at, 0x20)
                }
                default {
                    calldatacopy(add(input, 0x01), at, 0x20)
                    calldatacopy(add(input, 0x61), at, 0x20)
                    complete := and(complete, staticcall(gas(), 0x02, input, 0x41, add(input, 0x21), 0x20))
                    for {} and(iszero(and(fn, 1)), gt(fn, 0)) {} {
                        fn := shr(1, fn)
                        sn := shr(1, sn)
                    }
                }
                complete := and(complete, staticcall(gas(), 0x02, add(input, 0x60), 0x41, add(input, 0x81), 0x20))
                fn := shr(1, fn)
                sn := shr(1, sn)
            }
            // Only a lack of gas makes the precompile fail.
            if iszero(complete) {
                revert(0x00, 0x00)
            }
            computedOld := mload(add(input, 0x21))
            computedNew := mload(add(input, 0x81))
            complete := and(eq(at, end), iszero(sn))
        }
    }
}
