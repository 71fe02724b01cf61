// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC2771Forwarder} from "@openzeppelin/contracts/metatx/ERC2771Forwarder.sol";
import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";
import {Relay} from "../../main/solidity/Relay.sol";
import {IAccessGrants} from "../../main/solidity/interfaces/IAccessGrants.sol";
import {IAnchor} from "../../main/solidity/interfaces/IAnchor.sol";
import {IAssetRegistry} from "../../main/solidity/interfaces/IAssetRegistry.sol";
import {IBountyMarket} from "../../main/solidity/interfaces/IBountyMarket.sol";
import {ISubmissions} from "../../main/solidity/interfaces/ISubmissions.sol";
import {BountyTerms} from "../../main/solidity/libraries/BountyTerms.sol";
import {IVault} from "../../main/solidity/interfaces/IVault.sol";
import {Wallet} from "./support/Wallet.sol";
import {World} from "./support/World.sol";

/// @dev Two wallets of one owner: whatever key he signs with, each says yes to his signature over a hash.
contract OwnersWallet {
    address internal immutable owner;

    constructor(address owner_) {
        owner = owner_;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (bytes32 r, bytes32 s, uint8 v) =
            (bytes32(signature[0:32]), bytes32(signature[32:64]), uint8(bytes1(signature[64:65])));
        return ecrecover(hash, v, r, s) == owner ? this.isValidSignature.selector : bytes4(0);
    }
}

contract RelayTest is World {
    bytes32 internal constant REQUEST_TYPEHASH = keccak256(
        "ForwardRequest(address from,address to,uint256 value,uint256 gas,uint256 nonce,uint48 deadline,bytes data)"
    );
    uint256 internal constant KEY = 0xA11CE;
    address internal user;

    function setUp() public override {
        super.setUp();
        user = vm.addr(KEY);
        fund(user, 100 ether);
        vm.deal(address(this), 10 ether);
    }

    /// @dev Written a second time, from the standard, with the nonce as an argument.
    function digestOf(ERC2771Forwarder.ForwardRequestData memory q, uint256 nonce) internal view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("AssayRelay"),
                keccak256("1"),
                block.chainid,
                address(relay)
            )
        );
        bytes32 words =
            keccak256(abi.encode(REQUEST_TYPEHASH, q.from, q.to, q.value, q.gas, nonce, q.deadline, keccak256(q.data)));
        return keccak256(abi.encodePacked(hex"1901", domain, words));
    }

    function request(address from, address to, bytes memory data)
        internal
        view
        returns (ERC2771Forwarder.ForwardRequestData memory)
    {
        return ERC2771Forwarder.ForwardRequestData(from, to, 0, 1_000_000, uint48(now_ + 100), data, "");
    }

    function sign(ERC2771Forwarder.ForwardRequestData memory q, uint256 nonce) internal returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, digestOf(q, nonce));
        return abi.encodePacked(r, s, v);
    }

    function signed(address to, bytes memory data) internal returns (ERC2771Forwarder.ForwardRequestData memory q) {
        q = request(user, to, data);
        q.signature = sign(q, relay.nonces(user));
    }

    function signed(address to, bytes memory data, uint256 gas)
        internal
        returns (ERC2771Forwarder.ForwardRequestData memory q)
    {
        q = request(user, to, data);
        q.gas = gas;
        q.signature = sign(q, relay.nonces(user));
    }

    function withdrawal(address to) internal returns (ERC2771Forwarder.ForwardRequestData memory) {
        return signed(address(vault), abi.encodeCall(vault.withdraw, (ETHER, 1 ether, to)));
    }

    function refused(ERC2771Forwarder.ForwardRequestData memory q) internal {
        isTrue(!relay.verify(q), "verify says no");
        expect(abi.encodeWithSelector(ERC2771Forwarder.ERC2771ForwarderInvalidSigner.selector, address(0), q.from));
        relay.execute(q);
    }

    // ------------------------------------------------------------ who is seen

    function testShouldShowTheSignerToEveryContractThatTrustsIt() public {
        relay.execute(withdrawal(address(0xCAFE)));
        equal(address(0xCAFE).balance, 1 ether, "vault");
        equal(has(user), 99 ether, "his money");

        bytes memory call =
            abi.encodeCall(registry.register, (IAssetRegistry.Kind.DATASET, 0, "spec", version(1), new bytes32[](0)));
        relay.execute(signed(address(registry), call));
        bytes32 asset = registry.assetId(user, 0, "spec");
        equal(registry.ownerOf(uint256(asset)), user, "registry");

        IAccessGrants.Grant memory g = terms(user, miners[0], asset);
        relay.execute(signed(address(grants), abi.encodeCall(grants.grant, (g))));
        isTrue(grants.checkAt(g, miners[0], asset, 1, TRAIN, uint64(now_)), "grants");
        relay.execute(signed(address(grants), abi.encodeCall(grants.revoke, (g))));
        relay.execute(signed(address(grants), abi.encodeCall(grants.revokeAll, (asset))));
        relay.execute(signed(address(grants), abi.encodeCall(grants.raiseFloor, (7))));
        equal(grants.floorOf(user), 7, "floor");
        relay.execute(signed(address(grants), abi.encodeCall(grants.requestAccess, (asset, 1, TRAIN, "m"))));
        relay.execute(signed(address(grants), abi.encodeCall(grants.denyAccess, (asset, stranger, 1, TRAIN, "r"))));

        relay.execute(signed(address(registry), abi.encodeCall(registry.addVersion, (asset, version(2)))));
        relay.execute(signed(address(registry), abi.encodeCall(registry.retire, (asset))));
        relay.execute(
            signed(address(registry), abi.encodeCall(registry.transferFrom, (user, stranger, uint256(asset))))
        );
        equal(registry.ownerOf(uint256(asset)), stranger, "transferred");

        relay.execute(signed(address(anchor), abi.encodeCall(anchor.anchor, ("kind", "root", 0))));
        equal(anchor.rootAt(user, "kind", 0), "root", "anchor");
    }

    /// @dev A miner, an evaluator and a researcher who never send a transaction of their own.
    function testShouldShowTheSignerToActorsMarketSubmissionsAndPanel() public {
        relay.execute(signed(address(actors), abi.encodeCall(actors.join, (8, "recipient"))));
        relay.execute(signed(address(actors), abi.encodeCall(actors.setRig, ("rig"))));
        relay.execute(signed(address(actors), abi.encodeCall(actors.setPool, (pool, 100))));
        relay.execute(signed(address(actors), abi.encodeCall(actors.bond, (2 * TICKET))));
        relay.execute(signed(address(actors), abi.encodeCall(actors.registerChain, ("tip"))));
        relay.execute(signed(address(actors), abi.encodeCall(actors.attest, (miners[0], "benchmark"))));
        relay.execute(signed(address(actors), abi.encodeCall(actors.unbond, (2 * TICKET))));
        pass(UNBOND_DELAY);
        relay.execute(signed(address(actors), abi.encodeCall(actors.withdrawBond, ())));
        relay.execute(signed(address(actors), abi.encodeCall(actors.resign, ())));
        equal(has(user), 100 ether, "all back");
        equal(actors.attestationOf(miners[0], user), "benchmark", "attested");

        bytes32 bounty = opened();
        bytes32 hash = commitHash(bounty, user, opening(bounty, user, "a"));
        relay.execute(signed(address(submissions), abi.encodeCall(submissions.commit, (bounty, hash))));
        bytes32[] memory ids = giveAll(user);
        toReveal(bounty);
        bytes memory call = abi.encodeCall(submissions.reveal, (bounty, opening(bounty, user, "a"), named(ids)));
        relay.execute(signed(address(submissions), call));
        isTrue(submissions.submissionOf(bounty, user).status == ISubmissions.Status.Standing, "his submission");
    }

    function testShouldShowTheSignerAsResearcherAndChallenger() public {
        IBountyMarket.Terms memory t = bountyTerms();
        t.nonce = 0;
        fund(user, 100 ether);
        bytes memory call = abi.encodeCall(market.open, (t, windows(), datasetTerms(), noExtras()));
        relay.execute(signed(address(market), call, 3_000_000));
        bytes32 bounty = market.bountyId(user, 0, t.specHash);
        (BountyTerms.Kept memory kept,) = market.termsOf(bounty);
        equal(kept.researcher, user, "researcher");
        relay.execute(signed(address(market), abi.encodeCall(market.cancel, (bounty))));
        inState(bounty, IBountyMarket.State.Cancelled);

        bounty = seated(1);
        scored(bounty, counts(95), counts(95), counts(95));
        relay.execute(signed(address(market), abi.encodeCall(market.challenge, (bounty))));
        equal(market.stateOf(bounty).challenger, user, "challenger");
    }

    function testShouldShowTheSignerAsASeat() public {
        vm.prank(evaluators[2]);
        actors.unbond(TICKET);
        joinEvaluator(user, 5 * TICKET);
        pass(1);
        bytes32 bounty = seated(1);
        isTrue(panel.hasSeat(bounty, user), "one of three");
        bytes32 hash = scoreCommit(bounty, user, counts(95));
        relay.execute(signed(address(panel), abi.encodeCall(panel.commitScores, (bounty, hash))));
        equal(panel.scoreCommitOf(bounty, user), hash, "his commit");
        pass(WINDOW);
        relay.execute(signed(address(panel), abi.encodeCall(panel.revealScores, (bounty, counts(95), salt(7)))));
        equal(panel.countsOf(bounty, user)[0], 95, "his counts");
    }

    function testShouldLetAGranteeUseHisGrant() public {
        IAccessGrants.Grant memory g = terms(owners[0], user, datasets[0]);
        g.price = 1 ether;
        give(g);
        relay.execute(signed(address(grants), abi.encodeCall(grants.use, (g))));
        equal(has(owners[0]), 101 ether, "owner");
    }

    function testShouldCreditTheEtherToTheSigner() public {
        ERC2771Forwarder.ForwardRequestData memory q = request(user, address(vault), abi.encodeCall(vault.deposit, ()));
        q.value = 2 ether;
        q.signature = sign(q, 0);
        relay.execute{value: 2 ether}(q);
        equal(has(user), 102 ether, "credited");
        q.signature = sign(q, 1);
        expect(abi.encodeWithSelector(ERC2771Forwarder.ERC2771ForwarderMismatchedValue.selector, 2 ether, 1 ether));
        relay.execute{value: 1 ether}(q);
    }

    function testShouldStillTakeDirectCalls() public {
        vm.prank(user);
        vault.withdraw(ETHER, 1 ether, address(0xCAFE));
        equal(address(0xCAFE).balance, 1 ether, "received");
    }

    /// @dev Only the relay is believed when it appends an address.
    function testShouldNotBelieveAnAddressThatAPlainCallerAppends() public {
        bytes[4] memory calls = [
            abi.encodeCall(vault.withdraw, (ETHER, 1 ether, stranger)),
            abi.encodeCall(registry.retire, (datasets[0])),
            abi.encodeCall(grants.revokeAll, (datasets[0])),
            abi.encodeCall(anchor.anchor, ("kind", "root", 0))
        ];
        address[4] memory to = [address(vault), address(registry), address(grants), address(anchor)];
        address[4] memory victim = [user, owners[0], owners[0], user];
        for (uint256 i; i < 4; ++i) {
            vm.prank(address(0xBAD));
            (bool done,) = to[i].call(bytes.concat(calls[i], bytes20(victim[i])));
            isTrue(done == (i == 3), "refused, or his own");
        }
        equal(has(user), 100 ether, "nothing taken");
        (, uint256 length) = anchor.headOf(user, "kind");
        equal(length, 0, "nothing written in his name");
    }

    /// @dev A module is who calls, not whom somebody signs for: a request signed by a module's own key is no module.
    function testShouldNotLetTheRelaySpeakForOurOwnContracts() public {
        vm.etch(address(market), address(new Wallet()).code);
        Wallet(payable(address(market))).approve("");
        bytes memory call = abi.encodeCall(registry.registerModel, (user, "s", version(0), new bytes32[](0)));
        ERC2771Forwarder.ForwardRequestData memory q = request(address(market), address(registry), call);
        Wallet(payable(address(market))).approve(digestOf(q, 0));
        isTrue(relay.verify(q), "signed");
        expect(Errors.FailedCall.selector);
        relay.execute(q);

        q = request(address(market), address(vault), abi.encodeCall(vault.fundPot, ("k", ETHER, user, 1)));
        Wallet(payable(address(market))).approve(digestOf(q, 0));
        expect(Errors.FailedCall.selector);
        relay.execute(q);

        vm.etch(address(grants), address(new Wallet()).code);
        q = request(address(grants), address(registry), abi.encodeCall(registry.advanceGrantEpoch, (datasets[0])));
        Wallet(payable(address(grants))).approve(digestOf(q, 0));
        expect(Errors.FailedCall.selector);
        relay.execute(q);
    }

    // ------------------------------------------------------------ what is refused

    function testShouldRefuseTheSameRequestTwice() public {
        ERC2771Forwarder.ForwardRequestData memory q = withdrawal(user);
        relay.execute(q);
        refused(q);
    }

    function testFuzzShouldRefuseAnotherNonce(uint256 nonce) public {
        vm.assume(nonce != 0);
        ERC2771Forwarder.ForwardRequestData memory q = withdrawal(user);
        q.signature = sign(q, nonce);
        refused(q);
    }

    function testShouldRefuseARequestOnAnotherChain() public {
        ERC2771Forwarder.ForwardRequestData memory q = withdrawal(user);
        vm.chainId(999);
        refused(q);
    }

    function testShouldRefuseARequestForAnotherRelay() public {
        ERC2771Forwarder.ForwardRequestData memory q = withdrawal(user);
        relay = new Relay();
        expect(
            abi.encodeWithSelector(ERC2771Forwarder.ERC2771UntrustfulTarget.selector, address(vault), address(relay))
        );
        relay.execute(q);

        deploy();
        q.to = address(vault);
        refused(q);
    }

    function testShouldRefuseALateRequest() public {
        ERC2771Forwarder.ForwardRequestData memory q = withdrawal(user);
        pass(101);
        expect(abi.encodeWithSelector(ERC2771Forwarder.ERC2771ForwarderExpiredRequest.selector, q.deadline));
        relay.execute(q);
    }

    function testFuzzShouldRefuseACallThatTheRelayerChanged(uint8 field) public {
        ERC2771Forwarder.ForwardRequestData memory q = withdrawal(user);
        field = uint8(bound(field, 0, 5));
        if (field == 0) q.data = abi.encodeCall(vault.withdraw, (ETHER, 1 ether, address(0xBAD)));
        if (field == 1) q.to = address(registry);
        if (field == 2) q.value = 1;
        if (field == 3) q.gas -= 1;
        if (field == 4) q.deadline += 1;
        if (field == 5) q.from = researcher;
        isTrue(!relay.verify(q), "verify says no");
        expect(abi.encodeWithSelector(ERC2771Forwarder.ERC2771ForwarderInvalidSigner.selector, address(0), q.from));
        relay.execute{value: q.value}(q);
    }

    function testShouldRefuseToCallWhoDoesNotTrustIt() public {
        ERC2771Forwarder.ForwardRequestData memory q = signed(address(relay), "");
        expect(
            abi.encodeWithSelector(ERC2771Forwarder.ERC2771UntrustfulTarget.selector, address(relay), address(relay))
        );
        relay.execute(q);
    }

    function testShouldKeepTheNonceWhenTheCallFails() public {
        ERC2771Forwarder.ForwardRequestData memory q =
            signed(address(vault), abi.encodeCall(vault.withdraw, (ETHER, 101 ether, user)));
        expect(Errors.FailedCall.selector);
        relay.execute(q);
        equal(relay.nonces(user), 0, "nonce");
    }

    // ------------------------------------------------------------ wallets

    function funded(address wallet) internal returns (ERC2771Forwarder.ForwardRequestData memory) {
        vm.deal(wallet, 1 ether);
        vm.prank(wallet);
        vault.deposit{value: 1 ether}();
        return request(wallet, address(vault), abi.encodeCall(vault.withdraw, (ETHER, 1 ether, address(0xCAFE))));
    }

    function testShouldTakeTheWordOfAContractWalletAndOnlyThat() public {
        Wallet wallet = new Wallet();
        ERC2771Forwarder.ForwardRequestData memory q = funded(address(wallet));
        refused(q);
        wallet.approve(digestOf(q, 1));
        refused(q);
        wallet.approve(digestOf(q, 0));
        relay.execute(q);
        equal(address(0xCAFE).balance, 1 ether, "paid");
        refused(q);
    }

    function testShouldRefuseARequestSignedForAnotherWalletOfTheSameOwner() public {
        (address mine, address other) = (address(new OwnersWallet(user)), address(new OwnersWallet(user)));
        ERC2771Forwarder.ForwardRequestData memory q = funded(mine);
        q.signature = sign(q, 0);
        funded(other);
        q.from = other;
        refused(q);
        q.from = mine;
        relay.execute(q);
        equal(vault.available(ETHER, other), 1 ether, "the other's stays");
    }

    // ------------------------------------------------------------ batches

    function testShouldPassOverWhatSomebodyBroughtInBefore() public {
        ERC2771Forwarder.ForwardRequestData[] memory all = new ERC2771Forwarder.ForwardRequestData[](2);
        all[0] = withdrawal(address(0xCAFE));
        relay.execute(all[0]);
        all[1] = withdrawal(address(0xCAFE));
        relay.executeBatch(all, payable(address(0xBEEF)));
        equal(address(0xCAFE).balance, 2 ether, "each once");
    }
}
