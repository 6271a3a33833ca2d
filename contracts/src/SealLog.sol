// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { ISealLog } from "./interfaces/ISealLog.sol";
import { MerkleConsistency } from "./libraries/MerkleConsistency.sol";

/// @title SealLog
contract SealLog is ISealLog, AccessManaged {
    struct Head {
        bytes32 root;
        uint64 sealedAt;
    }

    /// @dev First, so that it lies in the slot of the authority, which `restricted` has read already.
    uint64 private _size;
    mapping(uint64 size => Head) private _heads;

    constructor(address authority_) AccessManaged(authority_) {}

    /// @inheritdoc ISealLog
    function seal(uint64 newSize, bytes32 newRoot, bytes32[] calldata proof) external restricted {
        uint64 size = _size;
        bytes32 root = _heads[size].root;
        if (newSize == size && newRoot == root && size != 0) revert AlreadySealed(size, root);
        if (newSize <= size) revert SizeNotGrowing(size, newSize);
        if (newRoot == 0) revert RootMissing(newSize);
        if (size == 0) {
            if (proof.length != 0) revert FirstProofNotEmpty(proof.length);
        } else {
            _requireConsistent(size, root, newSize, newRoot, proof);
        }

        uint64 sealedAt = uint64(block.timestamp);
        _heads[newSize] = Head(newRoot, sealedAt);
        _size = newSize;

        emit Sealed(newSize, newRoot, sealedAt);
    }

    /// @inheritdoc ISealLog
    function head() external view returns (uint64 size, bytes32 root, uint64 sealedAt) {
        size = _size;
        Head storage newest = _heads[size];
        return (size, newest.root, newest.sealedAt);
    }

    /// @inheritdoc ISealLog
    function rootAt(uint64 size) external view returns (bytes32 root, uint64 sealedAt) {
        Head storage found = _heads[size];
        return (found.root, found.sealedAt);
    }

    function _requireConsistent(
        uint64 size,
        bytes32 root,
        uint64 newSize,
        bytes32 newRoot,
        bytes32[] calldata proof
    ) private view {
        (bytes32 computedOld, bytes32 computedNew, bool complete) = MerkleConsistency.roots(size, root, newSize, proof);
        if (!complete) revert ProofLengthWrong(size, newSize, proof.length);
        if (computedOld != root) revert SealedRootMismatch(root, computedOld);
        if (computedNew != newRoot) revert NewRootMismatch(newRoot, computedNew);
    }
}
