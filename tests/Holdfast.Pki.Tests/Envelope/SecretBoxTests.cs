using Holdfast.Pki.Envelope;

namespace Holdfast.Pki.Tests.Envelope;

public sealed class SecretBoxTests
{
    private const string Purpose = "authority/vpn";

    private static readonly byte[] Secret = [1, 2, 3, 4, 5];

    private readonly SecretBox _box = new(new MasterKeyRing(MasterKey.New()));

    [Fact]
    public void Open_WhatWasSealed_GivesTheSecret() =>
        Assert.Equal(Secret, _box.Open(Purpose, _box.Seal(Purpose, Secret)).Value);

    [Fact]
    public void Open_EmptySecret_GivesIt() => Assert.Empty(_box.Open(Purpose, _box.Seal(Purpose, [])).Value!);

    [Fact]
    public void OpenText_SealedText_GivesTheText() =>
        Assert.Equal("-----BEGIN ä", _box.OpenText(Purpose, _box.SealText(Purpose, "-----BEGIN ä")).Value);

    [Fact]
    public void OpenText_Damaged_IsRefused() =>
        Assert.Equal("HF-1905", Assert.Single(_box.OpenText(Purpose, new byte[64]).Problems).Id);

    [Fact]
    public void Seal_TheSameTwice_Differs() => Assert.NotEqual(_box.Seal(Purpose, Secret), _box.Seal(Purpose, Secret));

    [Fact]
    public void Seal_Any_DoesNotShowTheSecret() =>
        Assert.Equal(-1, _box.Seal(Purpose, Secret).AsSpan().IndexOf(Secret));

    [Fact]
    public void Seal_TooLong_Throws() =>
        Assert.Throws<ArgumentException>(() => _box.Seal(Purpose, new byte[SealedFormat.MaxSecretLength + 1]));

    [Fact]
    public void Open_OtherPurpose_IsRefused() =>
        Assert.Equal("HF-1905", Assert.Single(_box.Open("authority/web", _box.Seal(Purpose, Secret)).Problems).Id);

    [Fact]
    public void Open_EveryBitFlipped_IsRefused()
    {
        var sealedBytes = _box.Seal(Purpose, Secret);
        for (var bit = 0; bit < sealedBytes.Length * 8; bit++)
        {
            var changed = (byte[])sealedBytes.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(_box.Open(Purpose, changed).Succeeded, $"bit {bit}");
        }
    }

    [Fact]
    public void Open_EveryLengthButTheWhole_IsRefused()
    {
        var sealedBytes = _box.Seal(Purpose, Secret);
        for (var length = 0; length < sealedBytes.Length; length++)
        {
            Assert.False(_box.Open(Purpose, sealedBytes.AsSpan(0, length)).Succeeded, $"length {length}");
        }

        Assert.False(_box.Open(Purpose, [.. sealedBytes, 0]).Succeeded);
    }

    [Fact]
    public void Open_UnknownVersion_IsRefused()
    {
        var sealedBytes = _box.Seal(Purpose, Secret);
        sealedBytes[0] = 2;
        Assert.Equal("HF-1905", Assert.Single(_box.Open(Purpose, sealedBytes).Problems).Id);
    }

    [Fact]
    public void Open_MasterKeyMissing_SaysWhich()
    {
        var other = MasterKey.New();
        var problem = Assert.Single(
            _box.Open(Purpose, new SecretBox(new MasterKeyRing(other)).Seal(Purpose, Secret)).Problems
        );
        Assert.Equal("HF-1904", problem.Id);
        Assert.Contains(Convert.ToHexStringLower(other.Id), problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AfterRotation_OpensOldAndSaysThatItIs()
    {
        var old = MasterKey.New();
        var before = new SecretBox(new MasterKeyRing(old)).Seal(Purpose, Secret);
        var rotated = new SecretBox(new MasterKeyRing(MasterKey.New(), old));

        Assert.Equal(Secret, rotated.Open(Purpose, before).Value);
        Assert.True(rotated.NeedsSealingAgain(before));
        Assert.False(rotated.NeedsSealingAgain(rotated.Seal(Purpose, Secret)));
    }

    /// <summary>The format is what databases hold: this box, computed by another program from the description, must open for ever.</summary>
    [Fact]
    public void Open_BoxOfVersionOne_Opens()
    {
        var box = new SecretBox(
            new MasterKeyRing(new MasterKey(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray()))
        );
        var stored = Convert.FromHexString(GoldenBox);
        Assert.Equal("holdfast", box.OpenText("golden", stored).Value);
    }

    private const string GoldenBox =
        "018a8b5606c0f3702a6465666768696a6b6c6d6e6f2ca2f5d77da6fd9baa2b76e24206fca4b9799fa5bd29879e";
}
