// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessGrants} from "../../../main/solidity/AccessGrants.sol";
import {ActorRegistry} from "../../../main/solidity/ActorRegistry.sol";
import {Anchor} from "../../../main/solidity/Anchor.sol";
import {AssetRegistry} from "../../../main/solidity/AssetRegistry.sol";
import {BountyMarket} from "../../../main/solidity/BountyMarket.sol";
import {BountyRules} from "../../../main/solidity/BountyRules.sol";
import {EvaluationPanel} from "../../../main/solidity/EvaluationPanel.sol";
import {Payouts} from "../../../main/solidity/Payouts.sol";
import {Relay} from "../../../main/solidity/Relay.sol";
import {SeedBeacon} from "../../../main/solidity/SeedBeacon.sol";
import {Submissions} from "../../../main/solidity/Submissions.sol";
import {Vault} from "../../../main/solidity/Vault.sol";
import {IAccessGrants} from "../../../main/solidity/interfaces/IAccessGrants.sol";
import {IAssetRegistry} from "../../../main/solidity/interfaces/IAssetRegistry.sol";
import {IBountyMarket} from "../../../main/solidity/interfaces/IBountyMarket.sol";
import {IEvaluationPanel} from "../../../main/solidity/interfaces/IEvaluationPanel.sol";
import {ISubmissions} from "../../../main/solidity/interfaces/ISubmissions.sol";
import {BountyTerms} from "../../../main/solidity/libraries/BountyTerms.sol";
import {Test} from "./Test.sol";

/// @title All contracts deployed as the deployer does it, three bonded evaluators, two owners with a dataset each
/// @notice Bounties here use one test set of 200 samples unless they say otherwise; the helpers play honest actors step by step.
abstract contract World is Test {
    uint256 internal constant TICKET = 10 ether;
    uint32 internal constant UNBOND_DELAY = 1000;
    uint32 internal constant GAP = 10;
    uint32 internal constant WINDOW = 100;
    uint32 internal constant MIN_WINDOW = 20;
    uint32 internal constant MAX_WINDOW = 30 days;
    uint256 internal constant OPENING_FEE = 0.1 ether;
    uint256 internal constant SEAT_FEE = 0.01 ether;
    uint256 internal constant EVALUATION_FEE = 0.02 ether;
    uint256 internal constant STAKE = 0.5 ether;
    uint256 internal constant CONTRIBUTOR_LOCK = 1 ether;
    uint256 internal constant REWARD = 3 ether;
    uint256 internal constant PANEL_FEE = 0.3 ether;
    uint32 internal constant SAMPLES = 200;
    uint32 internal constant PRIVATE = 100;
    uint32 internal constant THRESHOLD = 900_000;
    uint256 internal constant CHAIN_LENGTH = 512;
    uint32 internal constant INVALID = type(uint32).max;
    uint32 internal constant UNAVAILABLE = type(uint32).max - 1;
    uint32 internal constant UNDECIDED = type(uint32).max - 2;
    uint8 internal constant TRAIN = 1;
    address internal constant ETHER = address(0);

    Relay internal relay;
    Vault internal vault;
    AssetRegistry internal registry;
    AccessGrants internal grants;
    ActorRegistry internal actors;
    BountyRules internal rules;
    BountyMarket internal market;
    Submissions internal submissions;
    Payouts internal payouts;
    SeedBeacon internal beacon;
    EvaluationPanel internal panel;
    Anchor internal anchor;

    uint256 internal now_ = 1_700_000_000;
    /// @dev The bounty with which every run of a fuzz test begins, led there once ({beginningWith}).
    bytes32 internal begun;
    address internal researcher = address(0x1001);
    address internal platform = address(0x1002);
    address internal pool = address(0x1003);
    address internal stranger = address(0x1004);
    address[] internal owners;
    address[] internal miners;
    address[] internal evaluators;
    bytes32[] internal datasets;
    uint256 internal grantNonce;
    /// @dev What was granted, by id: whoever uses, revokes or names a grant brings its terms.
    mapping(bytes32 id => IAccessGrants.Grant) internal given;

    bytes32[][] internal treeLevels;
    bytes32 internal treeRoot;
    mapping(address => uint256) internal chainStart;

    function setUp() public virtual {
        vm.warp(now_);
        deploy();
        for (uint160 i; i < 3; ++i) {
            owners.push(address(0x2000 + i));
            miners.push(address(0x3000 + i));
            evaluators.push(evaluatorAt(i));
        }
        fund(researcher, 1000 ether);
        fund(stranger, 1000 ether);
        for (uint256 i; i < 3; ++i) {
            fund(miners[i], 100 ether);
            fund(owners[i], 100 ether);
            joinEvaluator(evaluators[i], TICKET);
        }
        for (uint256 i; i < 2; ++i) {
            datasets.push(registerDataset(owners[i], 1));
        }
        pass(1);
    }

    /// @dev A test whose evaluators sign gives them keys here.
    function evaluatorAt(uint160 i) internal virtual returns (address) {
        return address(0x4000 + i);
    }

    function deploy() internal {
        address[] memory tokens = listedTokens();
        uint64 nonce = vm.getNonce(address(this));
        address[] memory place = new address[](11);
        for (uint64 i; i < 11; ++i) {
            place[i] = vm.computeCreateAddress(address(this), nonce + i);
        }
        address[] memory modules = new address[](3);
        (modules[0], modules[1], modules[2]) = (place[3], place[4], place[8]);
        relay = new Relay();
        vault = new Vault(place[0], modules, tokens);
        registry = new AssetRegistry(place[0], place[3], place[6]);
        grants = new AccessGrants(place[0], place[2], place[1]);
        actors = new ActorRegistry(place[0], place[1], place[10], place[9], TICKET, CONTRIBUTOR_LOCK, UNBOND_DELAY);
        rules = new BountyRules(registry, vault, MIN_WINDOW, MAX_WINDOW, SEAT_FEE, EVALUATION_FEE);
        market = new BountyMarket(place[0], place[2], place[5], place[7], place[10], place[9], place[8], GAP);
        submissions = new Submissions(place[0], place[6], place[8], place[3], place[4]);
        payouts = new Payouts(place[1], place[6], place[7], place[10], place[9], OPENING_FEE);
        beacon = new SeedBeacon(place[4], place[6], place[10]);
        panel = new EvaluationPanel(place[0], place[6], place[7], place[8], place[4], place[9]);
        anchor = new Anchor(place[0]);
    }

    /// @dev Before the deployment, so that a test can list its own.
    function listedTokens() internal virtual returns (address[] memory) {
        return new address[](0);
    }

    function pass(uint256 seconds_) internal {
        now_ += seconds_;
        vm.warp(now_);
    }

    // -------------------------------------------------------------- actors

    function fund(address account, uint256 amount) internal {
        vm.deal(account, amount);
        vm.prank(account);
        vault.deposit{value: amount}();
    }

    function joinEvaluator(address who, uint256 bond_) internal {
        fund(who, 100 ether);
        chainStart[who] = uint256(uint160(who));
        vm.startPrank(who);
        actors.join(8, bytes32(uint256(uint160(who))));
        actors.bond(bond_);
        actors.registerChain(link(who, 0));
        vm.stopPrank();
    }

    /// @dev x(k) of an evaluator's hash chain; x(k - 1) = keccak256(x(k)).
    function link(address who, uint64 position) internal view returns (bytes32 x) {
        x = keccak256(abi.encode("chain", chainStart[who]));
        for (uint256 i = position; i < CHAIN_LENGTH; ++i) {
            x = keccak256(abi.encode(x));
        }
    }

    // -------------------------------------------------------------- assets and grants

    function version(uint8 level) internal pure returns (IAssetRegistry.VersionSpec memory) {
        return
            IAssetRegistry.VersionSpec(0x01551220, keccak256("manifest"), keccak256("sealed"), keccak256("l"), 9, level);
    }

    function registerDataset(address owner, uint8 level) internal returns (bytes32 id) {
        uint256 nonce = registry.nonceOf(owner);
        vm.prank(owner);
        id = registry.register(IAssetRegistry.Kind.DATASET, nonce, keccak256("data"), version(level), new bytes32[](0));
    }

    function terms(address owner, address grantee, bytes32 asset) internal returns (IAccessGrants.Grant memory g) {
        (,,,, uint64 epoch,) = registry.assetOf(asset);
        g = IAccessGrants.Grant({
            grantor: owner,
            grantee: grantee,
            asset: asset,
            version: 1,
            purpose: TRAIN,
            level: 1,
            notBefore: uint64(now_),
            expiry: uint64(now_ + 100_000),
            uses: type(uint32).max,
            token: ETHER,
            price: 0,
            grantEpoch: epoch,
            nonce: ++grantNonce,
            deadline: uint64(now_ + 1000)
        });
    }

    function give(address owner, address grantee, bytes32 asset) internal returns (bytes32) {
        return give(terms(owner, grantee, asset));
    }

    function give(IAccessGrants.Grant memory g) internal returns (bytes32 id) {
        vm.prank(g.grantor);
        id = grants.grant(g);
        given[id] = g;
    }

    /// @dev All zero for an id that was not given here.
    function named(bytes32[] memory ids) internal view returns (IAccessGrants.Grant[] memory all) {
        all = new IAccessGrants.Grant[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            all[i] = given[ids[i]];
        }
    }

    function giveAll(address miner) internal returns (bytes32[] memory ids) {
        ids = new bytes32[](datasets.length);
        for (uint256 i; i < ids.length; ++i) {
            ids[i] = give(owners[i], miner, datasets[i]);
        }
    }

    // -------------------------------------------------------------- test set

    function sampleHash(uint256 i) internal pure returns (bytes32) {
        return sha256(abi.encode("sample", i));
    }

    function salt(uint256 i) internal pure returns (bytes32) {
        return keccak256(abi.encode("salt", i));
    }

    /// @dev The tree as the interface of the market describes it, written a second time.
    function growTree(address who, uint256 nonce, uint256 count) internal returns (bytes32) {
        delete treeLevels;
        uint256 width = 1;
        while (width < count) width *= 2;
        bytes32[] memory level = new bytes32[](width);
        for (uint256 i; i < count; ++i) {
            bytes memory words = abi.encode(block.chainid, address(market), who, nonce, i, sampleHash(i), salt(i));
            level[i] = keccak256(bytes.concat(hex"00", words));
        }
        treeLevels.push(level);
        while (width > 1) {
            width /= 2;
            bytes32[] memory above = new bytes32[](width);
            for (uint256 i; i < width; ++i) {
                above[i] = keccak256(bytes.concat(hex"01", level[2 * i], level[2 * i + 1]));
            }
            level = above;
            treeLevels.push(level);
        }
        treeRoot = level[0];
        return treeRoot;
    }

    /// @dev Samples first .. first + count - 1 in ascending order of their places, with the proof for all of them.
    function batch(bytes32 bounty, uint32 first, uint32 count)
        internal
        view
        returns (IBountyMarket.SampleBatch memory b)
    {
        (bytes32 seed,) = beacon.seedOf(bounty, 0);
        uint256[] memory places = new uint256[](count);
        b.first = first;
        b.order = new uint32[](count);
        (BountyTerms.Kept memory kept,) = market.termsOf(bounty);
        for (uint32 k; k < count; ++k) {
            insert(b.order, places, k, first + k, market.sampleIndex(seed, first + k, kept.testCount));
        }
        b.sampleHashes = new bytes32[](count);
        b.salts = new bytes32[](count);
        for (uint256 i; i < count; ++i) {
            (b.sampleHashes[i], b.salts[i]) = (sampleHash(places[i]), salt(places[i]));
        }
        b.proof = proofOf(places);
    }

    function insert(uint32[] memory order, uint256[] memory places, uint256 length, uint32 k, uint256 place)
        internal
        pure
    {
        uint256 i = length;
        for (; i != 0 && places[i - 1] > place; --i) {
            (places[i], order[i]) = (places[i - 1], order[i - 1]);
        }
        (places[i], order[i]) = (place, k);
    }

    /// @dev Marks what can be computed, level by level, and takes the sibling of every marked node that has none.
    function proofOf(uint256[] memory places) internal view returns (bytes32[] memory proof) {
        uint256 depth = treeLevels.length - 1;
        proof = new bytes32[](places.length * depth);
        uint256 n;
        bool[] memory known = new bool[](treeLevels[0].length);
        for (uint256 i; i < places.length; ++i) {
            known[places[i]] = true;
        }
        for (uint256 level; level < depth; ++level) {
            bool[] memory above = new bool[](known.length / 2);
            for (uint256 i; i < above.length; ++i) {
                above[i] = known[2 * i] || known[2 * i + 1];
                if (!above[i] || (known[2 * i] && known[2 * i + 1])) continue;
                proof[n++] = treeLevels[level][known[2 * i] ? 2 * i + 1 : 2 * i];
            }
            known = above;
        }
        assembly ("memory-safe") {
            mstore(proof, n)
        }
    }

    // -------------------------------------------------------------- a bounty, step by step

    function bountyTerms() internal returns (IBountyMarket.Terms memory t) {
        uint256 nonce = market.nonceOf(researcher);
        t = IBountyMarket.Terms({
            nonce: nonce,
            specHash: keccak256("spec"),
            specCidPrefix: 0x01551220,
            specCidDigest: keccak256("spec cid"),
            recipient: keccak256("recipient"),
            token: ETHER,
            platform: platform,
            testRoot: growTree(researcher, nonce, SAMPLES),
            testCount: SAMPLES,
            testKeyCommit: keccak256("test key"),
            thresholdMillionths: THRESHOLD,
            seats: 3,
            quorum: 2,
            maxCipherSize: 1_000_000,
            reward: REWARD,
            panelFee: PANEL_FEE,
            stake: STAKE,
            evaluationFee: EVALUATION_FEE,
            seatLock: REWARD / 2,
            minerBps: 7500,
            ownersBps: 2300,
            platformBps: 200
        });
    }

    /// @dev 1 008 samples stay private of them.
    function largeTestSet() internal returns (IBountyMarket.Terms memory t) {
        t = bountyTerms();
        t.testCount = 1120;
        t.testRoot = growTree(researcher, t.nonce, t.testCount);
    }

    function windows() internal pure returns (IBountyMarket.Windows memory) {
        return IBountyMarket.Windows(WINDOW, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW, WINDOW);
    }

    /// @dev The first dataset is required, the second is not.
    function datasetTerms() internal view returns (IBountyMarket.DatasetTerm[] memory d) {
        d = new IBountyMarket.DatasetTerm[](2);
        d[0] = IBountyMarket.DatasetTerm(datasets[0], 1, 6000, true);
        d[1] = IBountyMarket.DatasetTerm(datasets[1], 1, 4000, false);
    }

    function open() internal returns (bytes32) {
        return open(bountyTerms());
    }

    function open(IBountyMarket.Terms memory t) internal returns (bytes32) {
        return open(t, noExtras());
    }

    function open(IBountyMarket.Terms memory t, IBountyMarket.Extras memory x) internal returns (bytes32) {
        IBountyMarket.DatasetTerm[] memory d = datasetTerms();
        vm.prank(researcher);
        return market.open(t, windows(), d, x);
    }

    function noExtras() internal pure returns (IBountyMarket.Extras memory) {
        return IBountyMarket.Extras(new IBountyMarket.Milestone[](0), new address[](0), false);
    }

    function byContribution() internal pure returns (IBountyMarket.Extras memory x) {
        x = noExtras();
        x.byContribution = true;
    }

    function contribute(bytes32 bounty, uint8 kind) internal {
        (address[] memory who,, uint64[] memory positions,) = beacon.contributorsOf(bounty, kind);
        bytes32[] memory preimages = new bytes32[](who.length);
        for (uint256 i; i < who.length; ++i) {
            preimages[i] = link(who[i], positions[i]);
        }
        beacon.contribute(bounty, kind, who, preimages);
    }

    function revealSample(bytes32 bounty) internal {
        market.revealSample(bounty, batch(bounty, 0, publicSamples(bounty)));
    }

    function publicSamples(bytes32 bounty) internal view returns (uint32) {
        (BountyTerms.Kept memory kept,) = market.termsOf(bounty);
        return BountyTerms.sampleCount(kept.testCount);
    }

    function opened() internal returns (bytes32) {
        return opened(open());
    }

    /// @dev Shows the whole public sample of a bounty.
    function opened(bytes32 bounty) internal returns (bytes32) {
        pass(1);
        contribute(bounty, 0);
        pass(1);
        revealSample(bounty);
        pass(1);
        return bounty;
    }

    function key(address miner) internal pure returns (bytes32) {
        return keccak256(abi.encode("K", miner));
    }

    function opening(bytes32 bounty, address miner, bytes32 content)
        internal
        view
        returns (ISubmissions.Opening memory)
    {
        return ISubmissions.Opening({
            cidPrefix: 0x01551220,
            cidDigest: keccak256(abi.encode("cid", content)),
            cipherRoot: keccak256(abi.encode("cipher", content)),
            plainHash: keccak256(abi.encode("plain", content)),
            cipherSize: 1000,
            plainSize: 900,
            keyCommit: keccak256(abi.encode(block.chainid, address(market), bounty, miner, key(miner))),
            salt: keccak256(abi.encode("s", miner))
        });
    }

    function commitHash(bytes32 bounty, address miner, ISubmissions.Opening memory o) internal view returns (bytes32) {
        bytes memory head = abi.encode(block.chainid, address(market), bounty, miner, o.cidPrefix, o.cidDigest);
        bytes memory tail = abi.encode(o.cipherRoot, o.plainHash, o.cipherSize, o.plainSize, o.keyCommit, o.salt);
        return keccak256(bytes.concat(head, tail));
    }

    function commit(bytes32 bounty, address miner, bytes32 content) internal {
        bytes32 hash = commitHash(bounty, miner, opening(bounty, miner, content));
        vm.prank(miner);
        submissions.commit(bounty, hash);
    }

    function reveal(bytes32 bounty, address miner, bytes32 content, bytes32[] memory ids) internal {
        ISubmissions.Opening memory o = opening(bounty, miner, content);
        IAccessGrants.Grant[] memory held = named(ids);
        vm.prank(miner);
        submissions.reveal(bounty, o, held);
    }

    /// @dev From open to the last commit's deadline plus the gap.
    function toReveal(bytes32 bounty) internal {
        now_ = market.stateOf(bounty).deadline;
        vm.warp(now_);
    }

    function revealed(uint256 count) internal returns (bytes32 bounty) {
        bounty = opened();
        revealAll(bounty, count);
    }

    /// @dev `count` miners with all grants commit, reveal; the bounty then waits in Drawing.
    function revealAll(bytes32 bounty, uint256 count) internal {
        bytes32[][] memory ids = new bytes32[][](count);
        for (uint256 i; i < count; ++i) {
            ids[i] = giveAll(miners[i]);
            commit(bounty, miners[i], bytes32(i + 1));
        }
        toReveal(bounty);
        for (uint256 i; i < count; ++i) {
            reveal(bounty, miners[i], bytes32(i + 1), ids[i]);
        }
        pass(GAP);
        market.poke(bounty);
    }

    function drawn(bytes32 bounty) internal {
        pass(1);
        contribute(bounty, 1);
        pass(1);
    }

    function seated(uint256 count) internal returns (bytes32) {
        return seated(open(), count);
    }

    /// @dev From the opening of a bounty to its panel.
    function seated(bytes32 bounty, uint256 count) internal returns (bytes32) {
        revealAll(opened(bounty), count);
        drawn(bounty);
        return bounty;
    }

    /// @dev What forge's `beforeTestSetup` answers to have a call made once, before all runs of a test.
    function beginningWith(bytes memory call) internal pure returns (bytes[] memory calls) {
        calls = new bytes[](1);
        calls[0] = call;
    }

    function beginSeated() public {
        begun = seated(1);
    }

    function counts(uint32 a) internal pure returns (uint32[] memory c) {
        c = new uint32[](1);
        c[0] = a;
    }

    function counts(uint32 a, uint32 b) internal pure returns (uint32[] memory c) {
        c = new uint32[](2);
        (c[0], c[1]) = (a, b);
    }

    function counts(uint32 a, uint32 b, uint32 d) internal pure returns (uint32[] memory c) {
        c = new uint32[](3);
        (c[0], c[1], c[2]) = (a, b, d);
    }

    function scoreCommit(bytes32 bounty, address evaluator, uint32[] memory c) internal view returns (bytes32) {
        bytes memory words;
        for (uint256 i; i < c.length; ++i) {
            words = bytes.concat(words, bytes32(uint256(c[i])));
        }
        return
            keccak256(
                abi.encode(block.chainid, address(panel), bounty, uint256(0), evaluator, keccak256(words), salt(7))
            );
    }

    function commitScores(bytes32 bounty, address evaluator, uint32[] memory c) internal {
        bytes32 hash = scoreCommit(bounty, evaluator, c);
        vm.prank(evaluator);
        panel.commitScores(bounty, hash);
    }

    function revealScores(bytes32 bounty, address evaluator, uint32[] memory c) internal {
        vm.prank(evaluator);
        panel.revealScores(bounty, c, salt(7));
    }

    /// @dev All three seats score; each vector belongs to the evaluator of the same number.
    function scored(bytes32 bounty, uint32[] memory a, uint32[] memory b, uint32[] memory c) internal {
        commitScores(bounty, evaluators[0], a);
        commitScores(bounty, evaluators[1], b);
        commitScores(bounty, evaluators[2], c);
        revealScores(bounty, evaluators[0], a);
        revealScores(bounty, evaluators[1], b);
        revealScores(bounty, evaluators[2], c);
    }

    function delivering() internal returns (bytes32 bounty) {
        bounty = seated(1);
        scored(bounty, counts(95), counts(95), counts(95));
        pass(WINDOW);
        market.poke(bounty);
    }

    function state(bytes32 bounty) internal view returns (IBountyMarket.State) {
        return market.stateOf(bounty).state;
    }

    function inState(bytes32 bounty, IBountyMarket.State wanted) internal view {
        equal(uint256(state(bounty)), uint256(wanted), "state");
    }

    /// @dev Zero when the bounty has none.
    function modelOf(bytes32 bounty) internal view returns (bytes32) {
        bytes32 model = registry.assetId(address(market), 0, bounty);
        try registry.ownerOf(uint256(model)) {
            return model;
        } catch {
            return 0;
        }
    }

    function has(address account) internal view returns (uint256) {
        return vault.available(ETHER, account);
    }

    function pot(bytes32 bounty) internal view returns (uint256) {
        return vault.potOf(address(payouts), bounty, ETHER);
    }

    function locked(address actor) internal view returns (uint256) {
        return actors.actorOf(actor).locked;
    }

    function bonded(address actor) internal view returns (uint256) {
        return actors.actorOf(actor).bonded;
    }
}
