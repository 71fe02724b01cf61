// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessGrants} from "../../main/solidity/AccessGrants.sol";
import {AssetRegistry} from "../../main/solidity/AssetRegistry.sol";
import {Vault} from "../../main/solidity/Vault.sol";
import {IAccessGrants} from "../../main/solidity/interfaces/IAccessGrants.sol";
import {IAssetRegistry} from "../../main/solidity/interfaces/IAssetRegistry.sol";
import {IVault} from "../../main/solidity/interfaces/IVault.sol";
import {ListedToken} from "./support/Tokens.sol";
import {Vm} from "./support/Vm.sol";
import {Wallet} from "./support/Wallet.sol";
import {World} from "./support/World.sol";

contract AccessGrantsTest is World {
    uint256 internal constant OWNER_KEY = 0xA11CE;
    address internal signer;
    bytes32 internal signed;
    address internal miner;

    function setUp() public override {
        super.setUp();
        signer = vm.addr(OWNER_KEY);
        signed = registerDataset(signer, 1);
        miner = miners[0];
    }

    function live(bytes32 id, bytes32 asset, uint256 time) internal view returns (bool) {
        return grants.checkAt(given[id], miner, asset, 1, TRAIN, uint64(time));
    }

    function bring(IAccessGrants.Grant memory g, bytes memory signature) internal returns (bytes32 id) {
        id = grants.grantBySig(g, signature);
        given[id] = g;
    }

    function sign(IAccessGrants.Grant memory g) internal returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(OWNER_KEY, grants.grantId(g));
        return abi.encodePacked(r, s, v);
    }

    function refused(IAccessGrants.Grant memory g, bytes memory why) internal {
        expect(why);
        vm.prank(g.grantor);
        grants.grant(g);
    }

    // ------------------------------------------------------------ giving

    function testShouldBeTheTypedDataHashOfItsTerms() public {
        IAccessGrants.Grant memory g = terms(owners[0], miner, datasets[0]);
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("AssayAccessGrants"),
                keccak256("1"),
                block.chainid,
                address(grants)
            )
        );
        bytes32 typeHash = keccak256(
            "Grant(address grantor,address grantee,bytes32 asset,uint32 version,uint8 purpose,uint8 level,uint64 notBefore,uint64 expiry,uint32 uses,address token,uint256 price,uint64 grantEpoch,uint256 nonce,uint64 deadline)"
        );
        bytes32 wanted = keccak256(abi.encodePacked(hex"1901", domain, keccak256(abi.encode(typeHash, g))));

        vm.prank(owners[0]);
        equal(grants.grant(g), wanted, "id");
        IAccessGrants.Standing memory standing = grants.standingOf(wanted);
        equal(standing.createdAt, now_, "created");
        equal(standing.usesLeft, g.uses, "uses");
        isTrue(standing.revokedAt == 0 && standing.firstUsedAt == 0, "nothing else has happened");
    }

    function testShouldTellEveryTermInItsEvent() public {
        IAccessGrants.Grant memory g = terms(owners[0], miner, datasets[0]);
        (g.token, g.price, g.uses) = (address(0), 7, 3);
        vm.recordLogs();
        bytes32 id = give(g);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        equal(logs.length, 1, "one event");
        equal(logs[0].topics[0], IAccessGrants.Granted.selector, "its name");
        equal(logs[0].topics[1], id, "id");
        equal(grants.grantId(rebuilt(logs[0])), id, "the terms hash to the id");
    }

    /// @dev As anybody would who has nothing but the log.
    function rebuilt(Vm.Log memory log) internal pure returns (IAccessGrants.Grant memory g) {
        bytes32[12] memory words = abi.decode(log.data, (bytes32[12]));
        g.grantor = address(uint160(uint256(words[0])));
        g.grantee = address(uint160(uint256(log.topics[2])));
        g.asset = log.topics[3];
        g.version = uint32(uint256(words[1]));
        g.purpose = uint8(uint256(words[2]));
        g.level = uint8(uint256(words[3]));
        g.notBefore = uint64(uint256(words[4]));
        g.expiry = uint64(uint256(words[5]));
        g.uses = uint32(uint256(words[6]));
        g.token = address(uint160(uint256(words[7])));
        g.price = uint256(words[8]);
        g.grantEpoch = uint64(uint256(words[9]));
        g.nonce = uint256(words[10]);
        g.deadline = uint64(uint256(words[11]));
    }

    function testShouldRefuseAGrantInAnothersName() public {
        IAccessGrants.Grant memory g = terms(owners[0], miner, datasets[0]);
        expect(abi.encodeWithSelector(IAccessGrants.NotGrantor.selector, owners[0], owners[1]));
        vm.prank(owners[1]);
        grants.grant(g);
    }

    function testShouldRefuseAGrantFromWhoIsNotTheOwner() public {
        IAccessGrants.Grant memory g = terms(stranger, miner, datasets[0]);
        refused(g, abi.encodeWithSelector(IAccessGrants.NotOwner.selector, datasets[0], stranger));
    }

    function testShouldRefuseAGranteeToGrantOn() public {
        give(owners[0], miner, datasets[0]);
        IAccessGrants.Grant memory g = terms(miner, stranger, datasets[0]);
        refused(g, abi.encodeWithSelector(IAccessGrants.NotOwner.selector, datasets[0], miner));
    }

    function testShouldRefuseBadTerms() public {
        IAccessGrants.Grant memory g = terms(owners[0], miner, datasets[0]);
        g.grantee = address(0);
        refused(g, abi.encodeWithSelector(IAccessGrants.BadGrantee.selector, address(0)));
        g.grantee = owners[0];
        refused(g, abi.encodeWithSelector(IAccessGrants.BadGrantee.selector, owners[0]));
        g = terms(owners[0], miner, datasets[0]);
        g.purpose = 0;
        refused(g, abi.encodeWithSelector(IAccessGrants.BadPurpose.selector));
        g = terms(owners[0], miner, datasets[0]);
        g.level = 5;
        refused(g, abi.encodeWithSelector(IAccessGrants.BadLevel.selector, 5));
        g.level = 0;
        refused(g, abi.encodeWithSelector(IAccessGrants.BelowMinimumLevel.selector, 0, 1));
        g = terms(owners[0], miner, datasets[0]);
        g.uses = 0;
        refused(g, abi.encodeWithSelector(IAccessGrants.NoUses.selector));
        g = terms(owners[0], miner, datasets[0]);
        g.expiry = g.notBefore;
        refused(g, abi.encodeWithSelector(IAccessGrants.BadPeriod.selector, g.notBefore, g.expiry));
        (g.notBefore, g.expiry) = (1, uint64(now_));
        refused(g, abi.encodeWithSelector(IAccessGrants.BadPeriod.selector, 1, uint64(now_)));
        g = terms(owners[0], miner, datasets[0]);
        g.version = 2;
        refused(g, abi.encodeWithSelector(IAssetRegistry.UnknownVersion.selector, datasets[0], 2));
        g = terms(owners[0], miner, datasets[0]);
        g.grantEpoch = 1;
        refused(g, abi.encodeWithSelector(IAccessGrants.WrongEpoch.selector, datasets[0], 0, 1));
    }

    function testShouldRefuseAGrantOfARetiredAsset() public {
        vm.prank(owners[0]);
        registry.retire(datasets[0]);
        IAccessGrants.Grant memory g = terms(owners[0], miner, datasets[0]);
        refused(g, abi.encodeWithSelector(IAccessGrants.AssetIsRetired.selector, datasets[0]));
    }

    function testShouldRefuseAnIdThatWasUsedOnceEvenAfterRevocation() public {
        IAccessGrants.Grant memory g = terms(owners[0], miner, datasets[0]);
        vm.startPrank(owners[0]);
        bytes32 id = grants.grant(g);
        expect(abi.encodeWithSelector(IAccessGrants.SpentId.selector, id));
        grants.grant(g);
        grants.revoke(g);
        expect(abi.encodeWithSelector(IAccessGrants.SpentId.selector, id));
        grants.grant(g);
        vm.stopPrank();
    }

    // ------------------------------------------------------------ signatures

    function testShouldTakeTheOwnersSignatureFromAnyone() public {
        IAccessGrants.Grant memory g = terms(signer, miner, signed);
        bytes memory signature = sign(g);

        vm.prank(stranger);
        bytes32 id = bring(g, signature);

        isTrue(live(id, signed, now_), "live");
    }

    function testFuzzShouldRefuseASignatureOverOtherTerms(uint8 field) public {
        IAccessGrants.Grant memory g = terms(signer, miner, signed);
        bytes memory signature = sign(g);
        field = uint8(bound(field, 0, 9));
        if (field == 8) g.token = address(7);
        if (field == 9) g.notBefore += 1;
        if (field == 0) g.grantee = stranger;
        if (field == 1) g.expiry += 1;
        if (field == 2) g.level += 1;
        if (field == 3) g.uses -= 1;
        if (field == 4) g.price += 1;
        if (field == 5) g.nonce += 1;
        if (field == 6) g.deadline += 1;
        if (field == 7) g.purpose += 1;

        bytes memory wanted = abi.encodeWithSelector(IAccessGrants.BadSignature.selector, signer, grants.grantId(g));
        expect(wanted);
        grants.grantBySig(g, signature);
    }

    function testShouldRefuseASignatureFromAnotherChain() public {
        IAccessGrants.Grant memory g = terms(signer, miner, signed);
        bytes memory signature = sign(g);
        vm.chainId(999);
        bytes memory wanted = abi.encodeWithSelector(IAccessGrants.BadSignature.selector, signer, grants.grantId(g));
        expect(wanted);
        grants.grantBySig(g, signature);
    }

    function testShouldRefuseALateSignature() public {
        IAccessGrants.Grant memory g = terms(signer, miner, signed);
        bytes memory signature = sign(g);
        pass(1001);
        expect(abi.encodeWithSelector(IAccessGrants.SignatureExpired.selector, g.deadline));
        grants.grantBySig(g, signature);
    }

    function testShouldRefuseANonceBelowTheFloor() public {
        IAccessGrants.Grant memory g = terms(signer, miner, signed);
        bytes memory signature = sign(g);
        uint256 floor = g.nonce + 1;
        vm.prank(signer);
        grants.raiseFloor(floor);
        expect(abi.encodeWithSelector(IAccessGrants.NonceBelowFloor.selector, g.nonce, floor));
        grants.grantBySig(g, signature);

        expect(abi.encodeWithSelector(IAccessGrants.FloorNotRaised.selector, floor, floor));
        vm.prank(signer);
        grants.raiseFloor(floor);
    }

    function testShouldRefuseASignatureFromBeforeRevokeAll() public {
        IAccessGrants.Grant memory g = terms(signer, miner, signed);
        bytes memory signature = sign(g);
        vm.prank(signer);
        grants.revokeAll(signed);
        expect(abi.encodeWithSelector(IAccessGrants.WrongEpoch.selector, signed, 1, 0));
        grants.grantBySig(g, signature);
    }

    function testShouldTakeTheWordOfAContractWallet() public {
        Wallet wallet = new Wallet();
        bytes32 asset = registerDataset(address(wallet), 1);
        IAccessGrants.Grant memory g = terms(address(wallet), miner, asset);
        bytes memory wanted =
            abi.encodeWithSelector(IAccessGrants.BadSignature.selector, address(wallet), grants.grantId(g));
        expect(wanted);
        grants.grantBySig(g, "");

        wallet.approve(grants.grantId(g));
        isTrue(live(bring(g, ""), asset, now_), "live");
    }

    // ------------------------------------------------------------ ending

    function testFuzzShouldBeLiveFromCreationToExpiryOnly(uint64 time) public {
        uint256 start = now_;
        bytes32 id = give(owners[0], miner, datasets[0]);
        bool wanted = time >= start && time < start + 100_000;
        isTrue(live(id, datasets[0], time) == wanted, "live in its period");
    }

    function testShouldGiveExactlyOneRight() public {
        IAccessGrants.Grant memory g = given[give(owners[0], miner, datasets[0])];
        uint64 t = uint64(now_);
        isTrue(grants.checkAt(g, miner, datasets[0], 1, TRAIN, t), "this");
        (bytes32 id, bool isGranted) = grants.idAndCheckAt(g, miner, datasets[0], 1, TRAIN, t);
        isTrue(isGranted && id == grants.grantId(g), "and its id");
        (, isGranted) = grants.idAndCheckAt(g, stranger, datasets[0], 1, TRAIN, t);
        isTrue(!isGranted, "nor so for another grantee");
        isTrue(!grants.checkAt(g, stranger, datasets[0], 1, TRAIN, t), "other grantee");
        isTrue(!grants.checkAt(g, miner, datasets[1], 1, TRAIN, t), "other asset");
        isTrue(!grants.checkAt(g, miner, datasets[0], 2, TRAIN, t), "other version");
        isTrue(!grants.checkAt(g, miner, datasets[0], 1, 2, t), "other purpose");
    }

    /// @dev Terms are believed under their hash only: whoever changes one has named a grant that there is not.
    function testFuzzShouldNotBelieveTermsThatWereNotGranted(uint8 field) public {
        IAccessGrants.Grant memory g = terms(owners[0], miner, datasets[0]);
        (g.price, g.uses) = (1 ether, 1);
        give(g);
        isTrue(!grants.checkAt(g, miner, datasets[0], 1, TRAIN, uint64(now_)), "unpaid");
        field = uint8(bound(field, 0, 9));
        if (field == 0) g.price = 0;
        if (field == 1) g.expiry = type(uint64).max;
        if (field == 2) g.notBefore = 0;
        if (field == 3) g.grantor = stranger;
        if (field == 4) g.level = 0;
        if (field == 5) g.uses = 2;
        if (field == 6) g.token = address(7);
        if (field == 7) g.grantEpoch = type(uint64).max;
        if (field == 8) g.nonce += 1;
        if (field == 9) g.deadline += 1;

        isTrue(!grants.checkAt(g, miner, datasets[0], 1, TRAIN, uint64(now_)), "not granted");
        bytes memory unknown = abi.encodeWithSelector(IAccessGrants.UnknownGrant.selector, grants.grantId(g));
        expect(unknown);
        vm.prank(miner);
        grants.use(g);
        expect(unknown);
        vm.prank(g.grantor);
        grants.revoke(g);
        equal(grants.standingOf(grants.grantId(g)).createdAt, 0, "no standing");
    }

    function testFuzzShouldNeverRevertWhenAsked(IAccessGrants.Grant memory g, uint64 time) public view {
        isTrue(!grants.checkAt(g, g.grantee, g.asset, g.version, g.purpose, time), "never granted");
    }

    function testShouldEndOnlyTheRevokedGrantFromThatSecondOn() public {
        bytes32 a = give(owners[0], miner, datasets[0]);
        bytes32 b = give(owners[0], miner, datasets[0]);
        uint256 before = now_;
        pass(10);
        vm.prank(owners[0]);
        grants.revoke(given[a]);

        isTrue(!live(a, datasets[0], now_), "over now");
        isTrue(live(a, datasets[0], before), "was live");
        isTrue(live(b, datasets[0], now_), "the other lives");
    }

    function testShouldRefuseRevocationByOthersOrTwice() public {
        bytes32 id = give(owners[0], miner, datasets[0]);
        expect(abi.encodeWithSelector(IAccessGrants.NotGrantor.selector, owners[0], miner));
        vm.prank(miner);
        grants.revoke(given[id]);
        vm.startPrank(owners[0]);
        grants.revoke(given[id]);
        expect(abi.encodeWithSelector(IAccessGrants.AlreadyRevoked.selector, id));
        grants.revoke(given[id]);
        vm.stopPrank();
    }

    function testShouldEndAllGrantsWithRevokeAllTransferAndRetirement() public {
        bytes32 a = give(owners[0], miner, datasets[0]);
        uint256 before = now_;
        pass(10);
        vm.prank(owners[0]);
        grants.revokeAll(datasets[0]);
        isTrue(!live(a, datasets[0], now_) && live(a, datasets[0], before), "revokeAll");

        bytes32 b = give(owners[0], miner, datasets[0]);
        pass(10);
        vm.prank(owners[0]);
        registry.transferFrom(owners[0], stranger, uint256(datasets[0]));
        isTrue(!live(b, datasets[0], now_) && live(b, datasets[0], now_ - 1), "transfer");
        isTrue(live(a, datasets[0], before), "a second epoch does not reach back");

        bytes32 c = give(stranger, miner, datasets[0]);
        pass(10);
        vm.prank(stranger);
        registry.retire(datasets[0]);
        isTrue(!live(c, datasets[0], now_) && live(c, datasets[0], now_ - 1), "retire");
    }

    function testShouldRefuseRevokeAllByOthers() public {
        expect(abi.encodeWithSelector(IAccessGrants.NotOwner.selector, datasets[0], miner));
        vm.prank(miner);
        grants.revokeAll(datasets[0]);
    }

    // ------------------------------------------------------------ using

    function testShouldPayThePriceToTheGrantorAndLiveFromThen() public {
        IAccessGrants.Grant memory g = terms(owners[0], miner, datasets[0]);
        (g.price, g.uses) = (2 ether, 1);
        bytes32 id = give(g);
        isTrue(!live(id, datasets[0], now_), "unpaid");

        pass(5);
        vm.startPrank(miner);
        grants.use(g);
        equal(has(owners[0]), 102 ether, "owner");
        equal(has(miner), 98 ether, "miner");
        isTrue(live(id, datasets[0], now_) && !live(id, datasets[0], now_ - 1), "paid");

        expect(abi.encodeWithSelector(IAccessGrants.UsedUp.selector, id));
        grants.use(g);
        vm.stopPrank();
    }

    function testShouldUseWithoutLimitAndWithoutPrice() public {
        bytes32 id = give(owners[0], miner, datasets[0]);
        vm.startPrank(miner);
        grants.use(given[id]);
        pass(1);
        grants.use(given[id]);
        vm.stopPrank();
        equal(grants.standingOf(id).firstUsedAt, now_ - 1, "the first use stays the first");
        equal(grants.standingOf(id).usesLeft, type(uint32).max, "without limit");
    }

    function testShouldRefuseAPriceTheGranteeHasNot() public {
        IAccessGrants.Grant memory g = terms(owners[0], miner, datasets[0]);
        g.price = 101 ether;
        give(g);
        expect(abi.encodeWithSelector(IVault.InsufficientAvailable.selector, ETHER, miner, 100 ether, 101 ether));
        vm.prank(miner);
        grants.use(g);
    }

    function testShouldRefuseUseByOthersAndAfterTheEnd() public {
        bytes32 id = give(owners[0], miner, datasets[0]);
        IAccessGrants.Grant memory g = given[id];
        expect(abi.encodeWithSelector(IAccessGrants.NotGrantee.selector, id, stranger));
        vm.prank(stranger);
        grants.use(g);

        vm.prank(owners[0]);
        grants.revoke(g);
        expect(abi.encodeWithSelector(IAccessGrants.NotLive.selector, id));
        vm.prank(miner);
        grants.use(g);
    }

    function testShouldOnlySayWhoAsksAndWhoDeclines() public {
        vm.prank(miner);
        grants.requestAccess(datasets[0], 1, TRAIN, "message");
        expect(abi.encodeWithSelector(IAssetRegistry.UnknownVersion.selector, datasets[0], 9));
        grants.requestAccess(datasets[0], 9, TRAIN, "message");

        vm.prank(owners[0]);
        grants.denyAccess(datasets[0], miner, 1, TRAIN, "reason");
        expect(abi.encodeWithSelector(IAccessGrants.NotOwner.selector, datasets[0], miner));
        vm.prank(miner);
        grants.denyAccess(datasets[0], miner, 1, TRAIN, "reason");
    }

    // ------------------------------------------------------------ prices in tokens

    function worldWithToken() internal returns (ListedToken token) {
        token = new ListedToken();
        uint64 nonce = vm.getNonce(address(this));
        address[] memory modules = new address[](1);
        modules[0] = vm.computeCreateAddress(address(this), nonce + 2);
        address[] memory tokens = new address[](1);
        tokens[0] = address(token);
        vault = new Vault(address(relay), modules, tokens);
        registry = new AssetRegistry(address(relay), modules[0], address(market));
        grants = new AccessGrants(address(relay), address(registry), address(vault));
        datasets[0] = registerDataset(owners[0], 1);
        token.mint(miner, 100);
        vm.startPrank(miner);
        token.approve(address(vault), 100);
        vault.depositToken(address(token), 100);
        vm.stopPrank();
    }

    function testFuzzShouldPayAPriceInAToken(uint256 price) public {
        price = bound(price, 1, 100);
        ListedToken token = worldWithToken();
        IAccessGrants.Grant memory g = terms(owners[0], miner, datasets[0]);
        (g.token, g.price) = (address(token), price);
        bytes32 id = give(g);
        vm.prank(miner);
        grants.use(g);
        equal(vault.available(address(token), owners[0]), price, "owner");
        equal(vault.available(address(token), miner), 100 - price, "miner");
        equal(vault.potOf(address(grants), id, address(token)), 0, "nothing stays");
        isTrue(live(id, datasets[0], now_), "paid");
    }

    function testShouldRefuseAPriceInATokenTheVaultDoesNotTake() public {
        IAccessGrants.Grant memory g = terms(owners[0], miner, datasets[0]);
        (g.token, g.price) = (address(7), 1);
        refused(g, abi.encodeWithSelector(IAccessGrants.UnknownToken.selector, address(7)));
    }
}
