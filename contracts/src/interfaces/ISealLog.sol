// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title ISealLog
/// @notice Heads of one append-only Merkle log (RFC 9162, SHA-256). A new head is accepted only with a consistency proof
/// from the head before it, so nobody, the sealer included, can rewrite what was sealed.
/// @dev Assumption: the first head cannot be checked against anything and is trusted to be what the sealer published.
interface ISealLog {
    /// @notice A new head was sealed.
    /// @param size Leaves under the root.
    /// @param root Root hash.
    /// @param sealedAt Block time, seconds.
    event Sealed(uint64 indexed size, bytes32 root, uint64 sealedAt);

    /// @notice The very same head is sealed already: nothing to do.
    error AlreadySealed(uint64 size, bytes32 root);
    /// @notice The log only grows: the new size must exceed the sealed one.
    error SizeNotGrowing(uint64 sealedSize, uint64 newSize);
    /// @notice A root of zero is no hash.
    error RootMissing(uint64 newSize);
    /// @notice The first head has nothing to be consistent with: its proof must be empty.
    error FirstProofNotEmpty(uint256 length);
    /// @notice The proof has not the length that the two sizes need.
    error ProofLengthWrong(uint64 sealedSize, uint64 newSize, uint256 length);
    /// @notice The proof does not lead to the head sealed before: the history would change.
    error SealedRootMismatch(bytes32 sealedRoot, bytes32 computedRoot);
    /// @notice The proof does not lead to the new root.
    error NewRootMismatch(bytes32 newRoot, bytes32 computedRoot);

    /// @notice Seals a new head. Needs the role SEALER. Cost does not depend on the number of new leaves.
    /// @param newSize Leaves under the new root.
    /// @param newRoot New root.
    /// @param proof Consistency proof from the sealed head (RFC 9162 section 2.1.4.1); empty for the first head.
    function seal(uint64 newSize, bytes32 newRoot, bytes32[] calldata proof) external;

    /// @notice Newest head; all zero before the first.
    function head() external view returns (uint64 size, bytes32 root, uint64 sealedAt);

    /// @notice Head that was sealed at exactly this size; zero if there was none.
    function rootAt(uint64 size) external view returns (bytes32 root, uint64 sealedAt);
}
