// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { CoverSeries } from "../../src/CoverSeries.sol";
import { CropCover } from "../../src/CropCover.sol";
import { RiskPool } from "../../src/RiskPool.sol";
import { TestSettlementToken } from "../../src/TestSettlementToken.sol";
import { WeatherIndexOracle } from "../../src/WeatherIndexOracle.sol";
import { ICoverSeries } from "../../src/interfaces/ICoverSeries.sol";
import { ICropCover } from "../../src/interfaces/ICropCover.sol";
import { IWeatherIndexOracle } from "../../src/interfaces/IWeatherIndexOracle.sol";
import { Side } from "../../src/libraries/LinearPayout.sol";
import { Roles } from "../../src/libraries/Roles.sol";
import { Asserts, vm } from "./Vm.sol";

/// @notice All cover contracts wired as the deployment wires them; the test holds every role,
/// an underwriter that of the insurer. Four reporters, keys 1 to 4.
abstract contract Fixture is Asserts {
    uint256 internal constant UNDERWRITER = 77;
    uint256 internal constant HOLDER = 88;
    uint96 internal constant SUM = 1_000_000_001;
    uint32 internal constant RATE = 80_000;
    uint256 internal constant CAPITAL = 10_000_000_000;
    bytes32 internal constant SERIES = "series";
    bytes32 internal constant ROUND = "round";
    int256 internal constant TRIGGER = 101_488;
    int256 internal constant EXIT = 43_492;

    AccessManager internal manager;
    TestSettlementToken internal token;
    WeatherIndexOracle internal oracle;
    RiskPool internal pool;
    CoverSeries internal series;
    CropCover internal cover;

    uint64 internal start;
    uint256 internal nextNonce;

    function setUp() public virtual {
        vm.warp(1_000_000);
        start = uint64(block.timestamp);
        manager = new AccessManager(address(this));
        token = new TestSettlementToken(address(manager));
        oracle = new WeatherIndexOracle(address(manager));
        pool = new RiskPool(IERC20(address(token)), address(manager));
        series = new CoverSeries(address(manager), oracle, pool);
        cover = new CropCover(address(manager), series, oracle, pool, IERC20(address(token)));
        _restrict(address(pool), pool.lock.selector, Roles.COVER);
        _restrict(address(pool), pool.unlock.selector, Roles.COVER);
        _restrict(address(pool), pool.beginRisk.selector, Roles.COVER);
        _restrict(address(pool), pool.endRisk.selector, Roles.COVER);
        _restrict(address(series), series.advance.selector, Roles.COVER);
        _restrict(address(series), series.create.selector, Roles.INSURER);
        _restrict(address(series), series.open.selector, Roles.INSURER);
        _restrict(address(series), series.cancel.selector, Roles.INSURER);
        manager.grantRole(Roles.INSURER, address(this), 0);
        manager.grantRole(Roles.INSURER, vm.addr(UNDERWRITER), 0);
        manager.grantRole(Roles.COVER, address(cover), 0);
        manager.grantRole(Roles.COVER, address(series), 0);

        token.mint(address(this), CAPITAL);
        token.approve(address(pool), CAPITAL);
        pool.deposit(CAPITAL, address(this));
        for (uint256 key = 1; key <= 4; ++key) oracle.registerReporter(vm.addr(key), _source(key));
    }

    /// @dev Functions nobody restricted need the administrator, which the test is.
    function _restrict(address target, bytes4 selector, uint64 role) internal {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        manager.setTargetFunctionRole(target, selectors, role);
    }

    function _source(uint256 key) internal pure returns (bytes32) {
        return key % 2 == 0 ? bytes32("era5") : bytes32("power");
    }

    function _rules() internal view returns (IWeatherIndexOracle.RoundRules memory) {
        return
            IWeatherIndexOracle.RoundRules({
                quorum: 3,
                minSources: 2,
                toleranceMilli: 5_000,
                disputeSeconds: 100,
                notBefore: start + 2_000,
                deadline: start + 3_000
            });
    }

    function _terms() internal view returns (ICoverSeries.SeriesTerms memory) {
        return
            ICoverSeries.SeriesTerms({
                termsHash: "terms",
                cell: "cell",
                perilSeason: "drought 2026",
                roundKey: ROUND,
                triggerMilli: TRIGGER,
                exitMilli: EXIT,
                side: Side.Below,
                salesEnd: start + 1_000,
                riskStart: start + 1_000,
                exposureCap: 5_000_000_000,
                premiumRate: RATE,
                underwriter: vm.addr(UNDERWRITER)
            });
    }

    function _open() internal {
        oracle.openRound(ROUND, _rules());
        _create();
        _asUnderwriter();
        series.open(SERIES);
    }

    function _create() internal {
        ICoverSeries.SeriesTerms memory terms = _terms();
        _asUnderwriter();
        series.create(SERIES, terms);
    }

    /// @dev The next call is the underwriter's.
    function _asUnderwriter() internal {
        vm.prank(vm.addr(UNDERWRITER));
    }

    function _premium(uint256 sum) internal pure returns (uint256) {
        return (sum * RATE + 999_999) / 1_000_000;
    }

    function _quote(uint256 holderKey, bytes32 plotKey) internal returns (ICropCover.Quote memory) {
        return
            ICropCover.Quote({
                seriesId: SERIES,
                holder: vm.addr(holderKey),
                plotKey: plotKey,
                sumInsured: SUM,
                premium: _premium(SUM),
                nonce: nextNonce++,
                deadline: start + 900
            });
    }

    function _domain(string memory name, address target) internal view returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                    keccak256(bytes(name)),
                    keccak256("1"),
                    block.chainid,
                    target
                )
            );
    }

    function _sign(uint256 key, bytes32 domain, bytes32 structHash) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, keccak256(abi.encodePacked(hex"1901", domain, structHash)));
        return abi.encodePacked(r, s, v);
    }

    function _quoteHash(ICropCover.Quote memory quote) internal pure returns (bytes32) {
        bytes32 typeHash = keccak256(
            "Quote(bytes32 seriesId,address holder,bytes32 plotKey,uint256 sumInsured,uint256 premium,uint256 nonce,uint64 deadline)"
        );
        return keccak256(abi.encode(typeHash, quote));
    }

    function _offer(uint256 key, ICropCover.Quote memory quote) internal view returns (bytes memory) {
        return _sign(key, _domain("FieldSeal CropCover", address(cover)), _quoteHash(quote));
    }

    function _acceptance(uint256 key, ICropCover.Quote memory quote) internal view returns (bytes memory) {
        bytes32 typeHash = keccak256(
            "Acceptance(Quote quote)Quote(bytes32 seriesId,address holder,bytes32 plotKey,uint256 sumInsured,uint256 premium,uint256 nonce,uint64 deadline)"
        );
        bytes32 structHash = keccak256(abi.encode(typeHash, _quoteHash(quote)));
        return _sign(key, _domain("FieldSeal CropCover", address(cover)), structHash);
    }

    function _permit(uint256 key, uint256 value) internal view returns (ICropCover.Permit memory) {
        address owner = vm.addr(key);
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                owner,
                address(cover),
                value,
                token.nonces(owner),
                uint256(start + 900)
            )
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return ICropCover.Permit(value, start + 900, v, r, s);
    }

    function _buy(uint256 holderKey, bytes32 plotKey, uint96 sum) internal returns (uint32) {
        ICropCover.Quote memory quote = _quote(holderKey, plotKey);
        quote.sumInsured = sum;
        quote.premium = _premium(sum);
        token.mint(quote.holder, quote.premium);
        return
            cover.purchase(
                quote,
                _offer(UNDERWRITER, quote),
                _acceptance(holderKey, quote),
                _permit(holderKey, quote.premium)
            );
    }

    function _observation(
        uint256 key,
        int256 valueMilli
    ) internal view returns (IWeatherIndexOracle.Observation memory) {
        return
            IWeatherIndexOracle.Observation(
                ROUND,
                valueMilli,
                uint16(key),
                "data",
                _source(key),
                uint64(block.timestamp)
            );
    }

    function _signObservation(
        uint256 key,
        IWeatherIndexOracle.Observation memory observation
    ) internal view returns (bytes memory) {
        bytes32 typeHash = keccak256(
            "Observation(bytes32 roundKey,int256 valueMilli,uint16 missingDays,bytes32 rawDataHash,bytes32 sourceId,uint64 observedAt)"
        );
        return
            _sign(
                key,
                _domain("FieldSeal WeatherIndexOracle", address(oracle)),
                keccak256(abi.encode(typeHash, observation))
            );
    }

    /// @dev Keys 1 to `values.length`, in the order of their addresses.
    function _bundle(
        int256[] memory values
    ) internal view returns (IWeatherIndexOracle.SignedObservation[] memory signed) {
        uint256 count = values.length;
        signed = new IWeatherIndexOracle.SignedObservation[](count);
        for (uint256 i = 0; i < count; ++i) {
            uint256 key = i + 1;
            IWeatherIndexOracle.Observation memory observation = _observation(key, values[i]);
            signed[i] = IWeatherIndexOracle.SignedObservation(
                vm.addr(key),
                observation,
                _signObservation(key, observation)
            );
        }
        _sort(signed);
    }

    function _sort(IWeatherIndexOracle.SignedObservation[] memory signed) internal pure {
        for (uint256 i = 1; i < signed.length; ++i) {
            for (uint256 at = i; at > 0 && signed[at - 1].signer > signed[at].signer; --at)
                (signed[at - 1], signed[at]) = (signed[at], signed[at - 1]);
        }
    }

    function _values(int256 a, int256 b, int256 c) internal pure returns (int256[] memory values) {
        values = new int256[](3);
        (values[0], values[1], values[2]) = (a, b, c);
    }

    function _propose(int256 a, int256 b, int256 c) internal {
        oracle.propose(ROUND, _bundle(_values(a, b, c)));
    }

    function _close() internal {
        vm.warp(start + 1_000);
        series.close(SERIES);
    }

    /// @dev From open sales to a settled series with this index.
    function _settleAt(int256 valueMilli) internal {
        _close();
        vm.warp(start + 2_000);
        _propose(valueMilli, valueMilli, valueMilli);
        vm.warp(start + 2_100);
        oracle.finalize(ROUND);
        cover.settle(SERIES);
    }

    function _ids(uint32 first, uint32 second) internal pure returns (uint32[] memory ids) {
        ids = new uint32[](2);
        (ids[0], ids[1]) = (first, second);
    }
}
