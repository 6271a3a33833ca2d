// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { IWeatherIndexOracle } from "./interfaces/IWeatherIndexOracle.sol";
import { Median } from "./libraries/Median.sol";

/// @title WeatherIndexOracle
contract WeatherIndexOracle is IWeatherIndexOracle, AccessManaged, EIP712 {
    struct StoredRound {
        RoundStatus status;
        uint8 quorum;
        uint8 minSources;
        uint32 disputeSeconds;
        uint64 notBefore;
        uint64 deadline;
        uint64 disputeEndsAt;
        uint128 toleranceMilli;
        int128 valueMilli;
        uint16 missingDays;
        uint8 observations;
        uint64 reopenedAt;
    }

    struct Tally {
        int256 medianMilli;
        uint256 spreadMilli;
        uint16 missingDays;
    }

    uint8 private constant MOST_OBSERVATIONS = 31;
    uint256 private constant CLOCK_SKEW_SECONDS = 60;
    bytes32 private constant OBSERVATION_TYPEHASH = keccak256(
        "Observation(bytes32 roundKey,int256 valueMilli,uint16 missingDays,bytes32 rawDataHash,bytes32 sourceId,uint64 observedAt)"
    );

    mapping(address reporter => bytes32) public sourceOf;
    mapping(bytes32 roundKey => StoredRound) private _rounds;

    constructor(address authority_) AccessManaged(authority_) EIP712("FieldSeal WeatherIndexOracle", "1") {}

    /// @inheritdoc IWeatherIndexOracle
    function registerReporter(address reporter, bytes32 sourceId) external restricted {
        if (reporter == address(0)) revert ReporterMissing();
        if (sourceId == 0) revert SourceMissing(reporter);
        if (sourceOf[reporter] == sourceId) revert ReporterAlreadyRegistered(reporter, sourceId);

        sourceOf[reporter] = sourceId;

        emit ReporterRegistered(reporter, sourceId);
    }

    /// @inheritdoc IWeatherIndexOracle
    function removeReporter(address reporter) external restricted {
        bytes32 sourceId = sourceOf[reporter];
        if (sourceId == 0) revert ReporterNotRegistered(reporter);

        delete sourceOf[reporter];

        emit ReporterRemoved(reporter, sourceId);
    }

    /// @inheritdoc IWeatherIndexOracle
    function openRound(bytes32 roundKey, RoundRules calldata rules) external restricted {
        StoredRound storage stored = _rounds[roundKey];
        if (stored.status != RoundStatus.None) revert RoundExists(roundKey);
        if (rules.minSources == 0 || rules.minSources > rules.quorum || rules.quorum > MOST_OBSERVATIONS)
            revert QuorumInvalid(rules.quorum, rules.minSources, MOST_OBSERVATIONS);
        if (rules.deadline <= rules.notBefore || rules.deadline <= block.timestamp)
            revert DeadlineInvalid(rules.notBefore, rules.deadline);

        stored.status = RoundStatus.Open;
        stored.quorum = rules.quorum;
        stored.minSources = rules.minSources;
        stored.disputeSeconds = rules.disputeSeconds;
        stored.notBefore = rules.notBefore;
        stored.deadline = rules.deadline;
        stored.toleranceMilli = rules.toleranceMilli;

        emit RoundOpened(roundKey, rules);
    }

    /// @inheritdoc IWeatherIndexOracle
    function propose(bytes32 roundKey, SignedObservation[] calldata signed) external {
        StoredRound storage stored = _rounds[roundKey];
        RoundStatus status = _status(stored);
        if (status != RoundStatus.Open) revert RoundStatusWrong(roundKey, status);
        if (block.timestamp < stored.notBefore) revert TooEarly(block.timestamp, stored.notBefore);
        Tally memory tally = _tally(roundKey, stored, stored.notBefore, signed);

        if (tally.spreadMilli > stored.toleranceMilli) {
            stored.status = RoundStatus.Contested;
            _reopen(stored);
            emit RoundContested(roundKey, tally.spreadMilli, stored.toleranceMilli);
            return;
        }
        uint64 disputeEndsAt = uint64(block.timestamp) + stored.disputeSeconds;
        stored.status = RoundStatus.Proposed;
        stored.disputeEndsAt = disputeEndsAt;
        _record(stored, tally, signed.length);

        emit RoundProposed(roundKey, tally.medianMilli, disputeEndsAt);
    }

    /// @inheritdoc IWeatherIndexOracle
    function dispute(bytes32 roundKey) external restricted {
        StoredRound storage stored = _rounds[roundKey];
        if (stored.status != RoundStatus.Proposed) revert RoundStatusWrong(roundKey, _status(stored));
        if (block.timestamp >= stored.disputeEndsAt) revert WindowOver(block.timestamp, stored.disputeEndsAt);

        stored.status = RoundStatus.Disputed;
        _reopen(stored);

        emit RoundDisputed(roundKey, msg.sender);
    }

    /// @inheritdoc IWeatherIndexOracle
    function resolve(bytes32 roundKey, SignedObservation[] calldata signed) external restricted {
        StoredRound storage stored = _rounds[roundKey];
        RoundStatus status = _status(stored);
        if (status != RoundStatus.Contested && status != RoundStatus.Disputed)
            revert RoundStatusWrong(roundKey, status);
        Tally memory tally = _tally(roundKey, stored, stored.reopenedAt + 1, signed);
        if (tally.spreadMilli > stored.toleranceMilli) revert SpreadTooWide(tally.spreadMilli, stored.toleranceMilli);

        stored.status = RoundStatus.Final;
        _record(stored, tally, signed.length);

        emit RoundFinal(roundKey, tally.medianMilli);
    }

    /// @inheritdoc IWeatherIndexOracle
    function finalize(bytes32 roundKey) external {
        StoredRound storage stored = _rounds[roundKey];
        if (stored.status != RoundStatus.Proposed) revert RoundStatusWrong(roundKey, _status(stored));
        if (block.timestamp < stored.disputeEndsAt) revert TooEarly(block.timestamp, stored.disputeEndsAt);

        stored.status = RoundStatus.Final;

        emit RoundFinal(roundKey, stored.valueMilli);
    }

    /// @inheritdoc IWeatherIndexOracle
    function round(bytes32 roundKey) external view returns (Round memory) {
        StoredRound memory stored = _rounds[roundKey];
        return
            Round({
                status: _status(_rounds[roundKey]),
                rules: RoundRules({
                    quorum: stored.quorum,
                    minSources: stored.minSources,
                    toleranceMilli: stored.toleranceMilli,
                    disputeSeconds: stored.disputeSeconds,
                    notBefore: stored.notBefore,
                    deadline: stored.deadline
                }),
                valueMilli: stored.valueMilli,
                missingDays: stored.missingDays,
                observations: stored.observations,
                disputeEndsAt: stored.disputeEndsAt,
                reopenedAt: stored.reopenedAt
            });
    }

    /// @inheritdoc IWeatherIndexOracle
    function result(bytes32 roundKey) external view returns (RoundStatus status, int256 valueMilli) {
        StoredRound storage stored = _rounds[roundKey];
        return (_status(stored), stored.valueMilli);
    }

    /// @inheritdoc IWeatherIndexOracle
    function digestOf(address reporter, Observation calldata observation) external view returns (bytes32 digest) {
        StoredRound storage stored = _rounds[observation.roundKey];
        RoundStatus status = _status(stored);
        bool reopened = status == RoundStatus.Contested || status == RoundStatus.Disputed;
        if (status != RoundStatus.Open && !reopened) revert RoundStatusWrong(observation.roundKey, status);
        return _countable(reporter, reopened ? stored.reopenedAt + 1 : stored.notBefore, observation);
    }

    /// @dev A proposal made in time never expires: after its window anybody can make it final.
    function _status(StoredRound storage stored) private view returns (RoundStatus status) {
        status = stored.status;
        bool waiting = status == RoundStatus.Open || status == RoundStatus.Contested || status == RoundStatus.Disputed;
        if (waiting && block.timestamp > stored.deadline) return RoundStatus.Expired;
    }

    /// @dev The arbiter gets at least one more window, even when the proposal came just before the deadline.
    function _reopen(StoredRound storage stored) private {
        uint64 time = uint64(block.timestamp);
        stored.reopenedAt = time;
        stored.deadline = uint64(Math.max(stored.deadline, time + stored.disputeSeconds));
    }

    function _record(StoredRound storage stored, Tally memory tally, uint256 observations) private {
        stored.valueMilli = int128(tally.medianMilli);
        stored.missingDays = tally.missingDays;
        stored.observations = uint8(observations);
    }

    function _tally(
        bytes32 roundKey,
        StoredRound storage stored,
        uint64 earliest,
        SignedObservation[] calldata signed
    ) private returns (Tally memory tally) {
        uint256 count = signed.length;
        if (count < stored.quorum) revert QuorumMissed(count, stored.quorum);
        if (count > MOST_OBSERVATIONS) revert TooManyObservations(count, MOST_OBSERVATIONS);

        int256[] memory values = new int256[](count);
        address previous = address(0);
        for (uint256 i = 0; i < count; ++i) {
            SignedObservation calldata entry = signed[i];
            if (entry.signer <= previous) revert SignersNotSorted(previous, entry.signer);
            if (entry.observation.roundKey != roundKey) revert WrongRound(roundKey, entry.observation.roundKey);
            _accept(earliest, entry);
            previous = entry.signer;
            values[i] = entry.observation.valueMilli;
            tally.missingDays = uint16(Math.max(tally.missingDays, entry.observation.missingDays));
        }
        uint256 sources = _distinctSources(signed);
        if (sources < stored.minSources) revert TooFewSources(sources, stored.minSources);
        (tally.medianMilli, tally.spreadMilli) = Median.medianOf(values);
    }

    /// @dev Registration comes before the signature: no contract that nobody registered is ever called.
    function _accept(uint64 earliest, SignedObservation calldata entry) private {
        Observation calldata observation = entry.observation;
        bytes32 digest = _countable(entry.signer, earliest, observation);
        if (!SignatureChecker.isValidSignatureNowCalldata(entry.signer, digest, entry.signature))
            revert SignatureInvalid(entry.signer);

        emit Observed(
            observation.roundKey,
            entry.signer,
            observation.valueMilli,
            observation.rawDataHash,
            observation.sourceId
        );
    }

    function _countable(
        address signer,
        uint64 earliest,
        Observation calldata observation
    ) private view returns (bytes32 digest) {
        int256 valueMilli = observation.valueMilli;
        uint256 latest = block.timestamp + CLOCK_SKEW_SECONDS;
        if (valueMilli != int128(valueMilli)) revert ValueOutOfRange(valueMilli);
        if (observation.observedAt < earliest || observation.observedAt > latest)
            revert ObservedAtInvalid(observation.observedAt, earliest, latest);
        bytes32 sourceId = sourceOf[signer];
        if (sourceId == 0) revert ReporterNotRegistered(signer);
        if (sourceId != observation.sourceId) revert SourceMismatch(sourceId, observation.sourceId);

        // A struct of static members has the same encoding as its members one after the other.
        return _hashTypedDataV4(keccak256(abi.encode(OBSERVATION_TYPEHASH, observation)));
    }

    function _distinctSources(SignedObservation[] calldata signed) private pure returns (uint256 distinct) {
        for (uint256 i = 0; i < signed.length; ++i) {
            bytes32 sourceId = signed[i].observation.sourceId;
            bool seen = false;
            for (uint256 j = 0; j < i && !seen; ++j) seen = signed[j].observation.sourceId == sourceId;
            if (!seen) ++distinct;
        }
    }
}
