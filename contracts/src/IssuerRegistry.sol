// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IIssuerRegistry } from "./interfaces/IIssuerRegistry.sol";

/// @title IssuerRegistry
contract IssuerRegistry is IIssuerRegistry, AccessManaged {
    struct Accreditation {
        uint64 from;
        uint64 until;
        uint64 suspendedAt;
    }

    uint8 private constant LAST_STAGE = 3;

    mapping(bytes32 issuerKey => mapping(uint8 stage => Accreditation)) private _accreditations;

    constructor(address authority_) AccessManaged(authority_) {}

    /// @inheritdoc IIssuerRegistry
    function accredit(bytes32 issuerKey, uint8 stage, uint64 from, uint64 until) external restricted {
        if (issuerKey == 0) revert IssuerKeyMissing();
        if (stage > LAST_STAGE) revert StageUnknown(stage, LAST_STAGE);
        if (until <= from) revert WindowEmpty(from, until);
        Accreditation storage held = _accreditations[issuerKey][stage];
        if (held.from == from && held.until == until) revert AlreadyAccredited(issuerKey, stage);

        held.from = from;
        held.until = until;

        emit Accredited(issuerKey, stage, from, until);
    }

    /// @inheritdoc IIssuerRegistry
    function suspend(bytes32 issuerKey, uint8 stage, uint64 at) external restricted {
        Accreditation storage held = _requireHeld(issuerKey, stage);
        if (at == 0) revert SuspensionTimeMissing();
        if (held.suspendedAt != 0) revert AlreadySuspended(held.suspendedAt, at);

        held.suspendedAt = at;

        emit Suspended(issuerKey, stage, at);
    }

    /// @inheritdoc IIssuerRegistry
    function reinstate(bytes32 issuerKey, uint8 stage) external restricted {
        Accreditation storage held = _requireHeld(issuerKey, stage);
        uint64 suspendedAt = held.suspendedAt;
        if (suspendedAt == 0) revert NotSuspended(issuerKey, stage);

        held.suspendedAt = 0;

        emit Reinstated(issuerKey, stage, suspendedAt);
    }

    /// @inheritdoc IIssuerRegistry
    function accreditation(
        bytes32 issuerKey,
        uint8 stage
    ) external view returns (uint64 from, uint64 until, uint64 suspendedAt) {
        Accreditation storage held = _accreditations[issuerKey][stage];
        return (held.from, held.until, held.suspendedAt);
    }

    function _requireHeld(bytes32 issuerKey, uint8 stage) private view returns (Accreditation storage held) {
        held = _accreditations[issuerKey][stage];
        if (held.until == 0) revert NotAccredited(issuerKey, stage);
    }
}
