// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { ERC721 } from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

/// @title CertificateToken
/// @notice What is commonly done instead of a seal: one token for each certificate. Only measured, never deployed.
contract CertificateToken is ERC721("Certificate", "CERT") {
    /// @notice Mints the certificate of a digest, which is its token id.
    function mint(address holder, bytes32 digest) external {
        _mint(holder, uint256(digest));
    }
}
