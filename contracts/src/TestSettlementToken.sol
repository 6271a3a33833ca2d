// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import { ERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title TestSettlementToken
/// @notice Money without value for trials: six decimals, ERC-2612 permits, minted by the role MINTER. A real deployment
/// names a real settlement token instead.
contract TestSettlementToken is ERC20Permit, AccessManaged {
    constructor(
        address authority_
    ) ERC20("Test Settlement Token", "tCNY") ERC20Permit("Test Settlement Token") AccessManaged(authority_) {}

    /// @notice Creates test money. Needs the role MINTER.
    /// @param to Receiver.
    /// @param amount Millionths of a token.
    function mint(address to, uint256 amount) external restricted {
        _mint(to, amount);
    }

    /// @inheritdoc ERC20
    function decimals() public pure override returns (uint8) {
        return 6;
    }
}
