// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAssetRegistry} from "../../main/solidity/interfaces/IAssetRegistry.sol";
import {World} from "./support/World.sol";

contract AssetRegistryTest is World {
    bytes32[] internal none;

    function testShouldDeriveTheIdFromChainRegistryCreatorNonceAndSpec() public {
        uint256 nonce = registry.nonceOf(stranger);
        bytes32 wanted = keccak256(abi.encode(block.chainid, address(registry), stranger, nonce, bytes32("spec")));

        vm.prank(stranger);
        bytes32 id = registry.register(IAssetRegistry.Kind.APP, nonce, "spec", version(0), none);

        equal(id, wanted, "id");
        equal(registry.ownerOf(uint256(id)), stranger, "owner");
        (, uint8 kind, uint32 versions, bool retired, uint64 epoch, uint64 changed) = registry.assetOf(id);
        equal(kind, uint8(IAssetRegistry.Kind.APP), "kind");
        equal(versions, 1, "versions");
        isTrue(!retired && epoch == 0 && changed == 0, "fresh");
    }

    function testShouldRefuseAnotherNonce() public {
        expect(abi.encodeWithSelector(IAssetRegistry.WrongNonce.selector, stranger, 0, 1));
        vm.prank(stranger);
        registry.register(IAssetRegistry.Kind.APP, 1, "spec", version(0), none);
    }

    function testShouldLetTwoRegisterTheSameContent() public {
        vm.prank(stranger);
        bytes32 a = registry.register(IAssetRegistry.Kind.DATASET, 0, "spec", version(0), none);
        vm.prank(researcher);
        bytes32 b = registry.register(IAssetRegistry.Kind.DATASET, 0, "spec", version(0), none);
        isTrue(a != b, "two ids");
    }

    function testShouldKeepAVersionAsItWasAdded() public {
        IAssetRegistry.VersionSpec memory second = version(3);
        second.cidDigest = keccak256("second");
        vm.prank(owners[0]);
        equal(registry.addVersion(datasets[0], second), 2, "number");

        (bytes31 digest, uint8 level) = registry.versionOf(datasets[0], 1);
        equal(digest, bytes31(keccak256(abi.encode(version(1)))), "first");
        equal(level, 1, "level of the first");
        (digest, level) = registry.versionOf(datasets[0], 2);
        equal(digest, bytes31(keccak256(abi.encode(second))), "second");
        equal(level, 3, "level of the second");
    }

    function testFuzzShouldKnowAVersionByItsWholeSpecOnly(IAssetRegistry.VersionSpec memory spec, uint8 field) public {
        spec.minLevel = uint8(bound(spec.minLevel, 0, 3));
        vm.assume(spec.cidDigest != 0);
        vm.prank(owners[0]);
        registry.addVersion(datasets[0], spec);
        isTrue(registry.isVersion(datasets[0], 2, spec), "this one");
        isTrue(!registry.isVersion(datasets[0], 3, spec), "another number");
        isTrue(!registry.isVersion(datasets[1], 2, spec), "another asset");

        field = uint8(bound(field, 0, 5));
        if (field == 0) spec.cidPrefix ^= 0x00000001;
        if (field == 1) spec.cidDigest ^= bytes32(uint256(1));
        if (field == 2) spec.cipherRoot ^= bytes32(uint256(1));
        if (field == 3) spec.licenceHash ^= bytes32(uint256(1));
        if (field == 4) spec.size ^= 1;
        if (field == 5) spec.minLevel += 1;
        isTrue(!registry.isVersion(datasets[0], 2, spec), "another spec");
    }

    function testShouldTellTheWholeSpecInItsEvent() public {
        IAssetRegistry.VersionSpec memory v = version(2);
        vm.expectEmit();
        emit IAssetRegistry.VersionAdded(
            datasets[0], 2, v.cidPrefix, v.cidDigest, v.cipherRoot, v.licenceHash, v.size, v.minLevel
        );
        vm.prank(owners[0]);
        registry.addVersion(datasets[0], v);
    }

    function testShouldRefuseAVersionFromAnyoneButTheOwner() public {
        expect(abi.encodeWithSelector(IAssetRegistry.NotOwner.selector, datasets[0], owners[1]));
        vm.prank(owners[1]);
        registry.addVersion(datasets[0], version(1));
    }

    function testShouldRefuseAnEmptyManifest() public {
        IAssetRegistry.VersionSpec memory v = version(1);
        v.cidDigest = 0;
        expect(IAssetRegistry.EmptyManifest.selector);
        vm.prank(owners[0]);
        registry.addVersion(datasets[0], v);
    }

    function testShouldRefuseAnUnknownLevel() public {
        expect(abi.encodeWithSelector(IAssetRegistry.BadLevel.selector, 5));
        vm.prank(owners[0]);
        registry.addVersion(datasets[0], version(5));
    }

    function testShouldRefuseUnknownAssetsAndVersions() public {
        expect(abi.encodeWithSelector(IAssetRegistry.UnknownAsset.selector, bytes32("x")));
        registry.assetOf("x");
        expect(abi.encodeWithSelector(IAssetRegistry.UnknownVersion.selector, datasets[0], 2));
        registry.versionOf(datasets[0], 2);
        expect(abi.encodeWithSelector(IAssetRegistry.UnknownVersion.selector, datasets[0], 0));
        registry.versionOf(datasets[0], 0);
    }

    function testShouldKeepParentsThatExistAndRefuseOthers() public {
        bytes32[] memory parents = new bytes32[](1);
        parents[0] = datasets[0];
        vm.prank(stranger);
        bytes32 id = registry.register(IAssetRegistry.Kind.MODEL, 0, "m", version(0), parents);
        isTrue(registry.areParents(id, parents), "its parent");
        isTrue(!registry.areParents(id, new bytes32[](0)), "it has one");
        isTrue(!registry.areParents(datasets[0], parents), "another's");
        isTrue(registry.areParents(datasets[0], new bytes32[](0)), "none");
        isTrue(!registry.areParents("x", new bytes32[](0)), "unknown");

        parents[0] = "x";
        expect(abi.encodeWithSelector(IAssetRegistry.UnknownAsset.selector, bytes32("x")));
        vm.prank(stranger);
        registry.register(IAssetRegistry.Kind.MODEL, 1, "m", version(0), parents);
    }

    function testShouldRefuseTooManyParents() public {
        expect(abi.encodeWithSelector(IAssetRegistry.TooManyParents.selector, 17, 16));
        vm.prank(stranger);
        registry.register(IAssetRegistry.Kind.MODEL, 0, "m", version(0), new bytes32[](17));
    }

    function testShouldAdvanceTheEpochWhenTransferred() public {
        vm.prank(owners[0]);
        registry.transferFrom(owners[0], stranger, uint256(datasets[0]));

        (address owner,,,, uint64 epoch, uint64 changed) = registry.assetOf(datasets[0]);
        equal(owner, stranger, "owner");
        equal(epoch, 1, "epoch");
        equal(changed, now_, "changed");
        equal(registry.epochStart(datasets[0], 1), now_, "start");
    }

    function testShouldRetireForEver() public {
        vm.startPrank(owners[0]);
        registry.retire(datasets[0]);
        (,,, bool retired, uint64 epoch,) = registry.assetOf(datasets[0]);
        isTrue(retired && epoch == 1, "retired, epoch advanced");

        expect(abi.encodeWithSelector(IAssetRegistry.AssetIsRetired.selector, datasets[0]));
        registry.addVersion(datasets[0], version(1));
        expect(abi.encodeWithSelector(IAssetRegistry.AssetIsRetired.selector, datasets[0]));
        registry.retire(datasets[0]);
        vm.stopPrank();
    }

    function testShouldRefuseToRetireAnothersAsset() public {
        expect(abi.encodeWithSelector(IAssetRegistry.NotOwner.selector, datasets[0], stranger));
        vm.prank(stranger);
        registry.retire(datasets[0]);
    }

    function testShouldRefuseEpochsAndModelsFromStrangers() public {
        expect(abi.encodeWithSelector(IAssetRegistry.NotGrants.selector, stranger));
        vm.prank(stranger);
        registry.advanceGrantEpoch(datasets[0]);
        expect(abi.encodeWithSelector(IAssetRegistry.NotMarket.selector, stranger));
        vm.prank(stranger);
        registry.registerModel(stranger, "s", version(0), none);
    }

    function testShouldRefuseAnEpochOfAnUnknownAsset() public {
        expect(abi.encodeWithSelector(IAssetRegistry.UnknownAsset.selector, bytes32("x")));
        vm.prank(address(grants));
        registry.advanceGrantEpoch("x");
    }
}
