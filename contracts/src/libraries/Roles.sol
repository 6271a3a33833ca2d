// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title Roles
/// @notice Role ids held in the AccessManager. Which function needs which role is set once by the deployment and read
/// back in the README; 0 is the AccessManager's own administrator.
library Roles {
    /// @notice Seals new heads of the log.
    uint64 internal constant SEALER = 1;
    /// @notice Accredits, suspends and reinstates issuer keys.
    uint64 internal constant ACCREDITOR = 2;
    /// @notice Registers reporters and opens rounds.
    uint64 internal constant ORACLE_MANAGER = 3;
    /// @notice Disputes a proposed index and brings the second observation.
    uint64 internal constant ARBITER = 4;
    /// @notice Creates, opens and cancels series; never touches an index.
    uint64 internal constant INSURER = 5;
    /// @notice Pauses and resumes sales; never payouts.
    uint64 internal constant GUARDIAN = 6;
    /// @notice Mints the test settlement token.
    uint64 internal constant MINTER = 7;
    /// @notice The cover contracts themselves: they book locks and losses in the pool and advance series.
    uint64 internal constant COVER = 8;
}
