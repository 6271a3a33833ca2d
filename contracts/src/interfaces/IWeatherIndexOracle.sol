// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

/// @title IWeatherIndexOracle
/// @notice One index value per round, the median of values that independent reporters computed and signed.
/// @dev Assumptions: a quorum of n is safe against (n-1)/2 lying reporters; they cannot move the value outside the range of
/// the honest ones. Reporters send no transactions; anybody submits their signatures, and their order cannot matter.
/// A reporter is an account (ECDSA) or a contract (ERC-1271). An account with delegated code (EIP-7702) is a contract here.
/// A contract reporter can refuse or waste gas within a bundle, no more: leave it out, the quorum decides.
interface IWeatherIndexOracle {
    /// @notice Life of a round. Open, Contested and Disputed become Expired by themselves when the deadline passes.
    enum RoundStatus {
        None,
        Open,
        Proposed,
        Contested,
        Disputed,
        Final,
        Expired
    }

    /// @notice What a reporter signs (EIP-712, domain "FieldSeal WeatherIndexOracle" version "1").
    /// @param roundKey Round it answers.
    /// @param valueMilli Index in thousandths of its unit.
    /// @param missingDays Days of the window without data.
    /// @param rawDataHash Hash of the canonical daily arrays, for anyone to recompute the index.
    /// @param sourceId Data source; must be the one the reporter is registered with.
    /// @param observedAt Signing time, seconds.
    struct Observation {
        bytes32 roundKey;
        int256 valueMilli;
        uint16 missingDays;
        bytes32 rawDataHash;
        bytes32 sourceId;
        uint64 observedAt;
    }

    /// @notice An observation and who answers for it.
    /// @param signer Registered reporter.
    /// @param observation What was signed.
    /// @param signature 65 bytes of an account (r, s, v); for a contract whatever its `isValidSignature` asks.
    struct SignedObservation {
        address signer;
        Observation observation;
        bytes signature;
    }

    /// @notice Rules of a round.
    /// @param quorum Fewest observations.
    /// @param minSources Fewest distinct data sources among them.
    /// @param toleranceMilli Greatest spread, in thousandths, that is no contest.
    /// @param disputeSeconds Length of the dispute window.
    /// @param notBefore Earliest time of an observation and of a proposal.
    /// @param deadline Latest time of a proposal; silence after it expires the round.
    struct RoundRules {
        uint8 quorum;
        uint8 minSources;
        uint128 toleranceMilli;
        uint32 disputeSeconds;
        uint64 notBefore;
        uint64 deadline;
    }

    /// @notice A round as it stands.
    /// @param status Life of the round, expiry included.
    /// @param rules Rules; the deadline may have been prolonged by a contest or dispute.
    /// @param valueMilli Proposed or final index, 0 before.
    /// @param missingDays Greatest number of missing days among the observations.
    /// @param observations Observations behind the value.
    /// @param disputeEndsAt End of the dispute window, 0 before a proposal.
    /// @param reopenedAt Time of contest or dispute, 0 if none.
    struct Round {
        RoundStatus status;
        RoundRules rules;
        int256 valueMilli;
        uint16 missingDays;
        uint8 observations;
        uint64 disputeEndsAt;
        uint64 reopenedAt;
    }

    event ReporterRegistered(address indexed reporter, bytes32 indexed sourceId);
    event ReporterRemoved(address indexed reporter, bytes32 indexed sourceId);
    event RoundOpened(bytes32 indexed roundKey, RoundRules rules);
    /// @notice A signed observation was counted.
    event Observed(
        bytes32 indexed roundKey,
        address indexed reporter,
        int256 valueMilli,
        bytes32 rawDataHash,
        bytes32 sourceId
    );
    event RoundProposed(bytes32 indexed roundKey, int256 valueMilli, uint64 disputeEndsAt);
    event RoundContested(bytes32 indexed roundKey, uint256 spreadMilli, uint256 toleranceMilli);
    event RoundDisputed(bytes32 indexed roundKey, address indexed arbiter);
    event RoundFinal(bytes32 indexed roundKey, int256 valueMilli);

    error ReporterMissing();
    /// @notice A data source of zero is none.
    error SourceMissing(address reporter);
    error ReporterAlreadyRegistered(address reporter, bytes32 sourceId);
    error ReporterNotRegistered(address reporter);
    error RoundExists(bytes32 roundKey);
    /// @notice Quorum and sources need 1 <= minSources <= quorum <= most.
    error QuorumInvalid(uint8 quorum, uint8 minSources, uint8 most);
    /// @notice The deadline must lie after `notBefore` and in the future.
    error DeadlineInvalid(uint64 notBefore, uint64 deadline);
    /// @notice The round is not in the state that this step needs.
    error RoundStatusWrong(bytes32 roundKey, RoundStatus status);
    error TooEarly(uint256 time, uint64 notBefore);
    error WindowOver(uint256 time, uint64 disputeEndsAt);
    error QuorumMissed(uint256 observations, uint8 quorum);
    error TooManyObservations(uint256 observations, uint8 most);
    /// @notice The observation answers another round.
    error WrongRound(bytes32 expected, bytes32 given);
    /// @notice Observations must come sorted by signer, each signer once.
    error SignersNotSorted(address previous, address signer);
    /// @notice The account did not sign this observation, or the contract does not answer for it.
    error SignatureInvalid(address signer);
    error SourceMismatch(bytes32 registered, bytes32 given);
    error TooFewSources(uint256 sources, uint8 minSources);
    /// @notice The index does not fit 128 bits.
    error ValueOutOfRange(int256 valueMilli);
    /// @notice The observation was signed before the data could be complete, or in the future.
    error ObservedAtInvalid(uint64 observedAt, uint64 earliest, uint256 latest);
    /// @notice The second observation contradicts itself as well.
    error SpreadTooWide(uint256 spreadMilli, uint256 toleranceMilli);

    /// @notice Registers a reporter with its data source. Needs ORACLE_MANAGER.
    function registerReporter(address reporter, bytes32 sourceId) external;

    /// @notice Removes a reporter. Needs ORACLE_MANAGER.
    function removeReporter(address reporter) external;

    /// @notice Opens a round. Needs ORACLE_MANAGER.
    function openRound(bytes32 roundKey, RoundRules calldata rules) external;

    /// @notice Proposes the median of signed observations; anybody may. A spread above tolerance makes the round Contested.
    /// @dev With an even count the median is the mean of the two middle values rounded toward negative infinity.
    /// @param roundKey Round, Open.
    /// @param signed Sorted strictly by signer address.
    function propose(bytes32 roundKey, SignedObservation[] calldata signed) external;

    /// @notice Disputes a proposed value within its window. Needs ARBITER.
    function dispute(bytes32 roundKey) external;

    /// @notice Ends a contest or dispute by a second set of observations, all signed after it began. Needs ARBITER, who
    /// chooses none of the values. The round is Final at once.
    function resolve(bytes32 roundKey, SignedObservation[] calldata signed) external;

    /// @notice Makes a proposed value final after the dispute window; anybody may. It never changes again.
    function finalize(bytes32 roundKey) external;

    /// @notice Round as it stands.
    function round(bytes32 roundKey) external view returns (Round memory);

    /// @notice Status and value alone, for contracts.
    function result(bytes32 roundKey) external view returns (RoundStatus status, int256 valueMilli);

    /// @notice EIP-712 digest of an observation that would count now, if the reporter signs it; else refuses as `propose`
    /// and `resolve` would. For contracts that report.
    function digestOf(address reporter, Observation calldata observation) external view returns (bytes32 digest);

    /// @notice Data source a reporter is registered with, 0 if it is not.
    function sourceOf(address reporter) external view returns (bytes32 sourceId);
}
