// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title IIssuerRegistry
/// @notice Which signing key may issue certificates of which stage, and when. Verifiers judge a certificate by the
/// accreditation at the time of its issue: `from <= issued < until`, and not suspended at that time.
interface IIssuerRegistry {
    /// @notice An accreditation was given or its window changed.
    event Accredited(bytes32 indexed issuerKey, uint8 indexed stage, uint64 from, uint64 until);
    /// @notice An accreditation is suspended from `at` on.
    event Suspended(bytes32 indexed issuerKey, uint8 indexed stage, uint64 at);
    /// @notice A suspension was withdrawn.
    event Reinstated(bytes32 indexed issuerKey, uint8 indexed stage, uint64 suspendedAt);

    /// @notice A key of zero is no key.
    error IssuerKeyMissing();
    /// @notice There is no such stage.
    error StageUnknown(uint8 stage, uint8 lastStage);
    /// @notice The window ends before it starts, or is empty.
    error WindowEmpty(uint64 from, uint64 until);
    /// @notice The key holds exactly this accreditation already: a write that would change nothing is refused.
    error AlreadyAccredited(bytes32 issuerKey, uint8 stage);
    /// @notice The key holds no accreditation for the stage.
    error NotAccredited(bytes32 issuerKey, uint8 stage);
    /// @notice The accreditation is suspended already.
    error AlreadySuspended(uint64 suspendedAt, uint64 at);
    /// @notice The accreditation is not suspended.
    error NotSuspended(bytes32 issuerKey, uint8 stage);
    /// @notice A suspension needs a time.
    error SuspensionTimeMissing();

    /// @notice Accredits a key for a stage, or changes the window of its accreditation (a suspension stays). Needs the
    /// role ACCREDITOR.
    /// @param issuerKey Ed25519 public key, 32 bytes.
    /// @param stage 0 birth, 1 identity, 2 residence, 3 graduation.
    /// @param from First second, inclusive.
    /// @param until End, exclusive.
    function accredit(bytes32 issuerKey, uint8 stage, uint64 from, uint64 until) external;

    /// @notice Suspends an accreditation from a time on; the time may be past when a theft is found late. Needs ACCREDITOR.
    function suspend(bytes32 issuerKey, uint8 stage, uint64 at) external;

    /// @notice Withdraws a suspension from now on. Needs ACCREDITOR.
    /// @dev `accreditation` forgets the suspension; verifiers read the events, where what was issued between the time of
    /// suspension and the block of the reinstatement stays suspended. Such certificates have to be issued anew.
    function reinstate(bytes32 issuerKey, uint8 stage) external;

    /// @notice Accreditation of a key for a stage.
    /// @return from First second, 0 if there is none.
    /// @return until End, exclusive, 0 if there is none.
    /// @return suspendedAt Time of suspension, 0 if there is none.
    function accreditation(
        bytes32 issuerKey,
        uint8 stage
    ) external view returns (uint64 from, uint64 until, uint64 suspendedAt);
}
