// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title DigestStore
/// @notice The least that can be done instead of a seal: one word stored for each certificate. Only measured, never
/// deployed.
contract DigestStore {
    /// @notice Digest by certificate number.
    mapping(uint256 number => bytes32 digest) public digests;

    /// @notice Stores the digest of a certificate.
    function store(uint256 number, bytes32 digest) external {
        digests[number] = digest;
    }
}
