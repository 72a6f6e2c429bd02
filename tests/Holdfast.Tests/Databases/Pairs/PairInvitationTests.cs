using Holdfast.Databases.Pairs;

namespace Holdfast.Tests.Databases.Pairs;

public sealed class PairInvitationTests
{
    private static readonly PairInvitation Told = new(
        "ABCDEF-GHIJKL",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        15432,
        new Uri("https://vpn.example.org:8443")
    );

    [Fact]
    public void Read_WhatWasPrinted_IsTheSame()
    {
        Assert.Equal(Told, PairInvitation.Read(Told.ToLine()).Value);
        Assert.Equal(Told, PairInvitation.Read($"  {Told.ToLine()}\n").Value);
    }

    [Fact]
    public void Read_OneCharacterIsAnother_IsRefusedWhereverItIs()
    {
        var line = Told.ToLine();
        for (var i = 0; i < line.Length; i++)
        {
            var wrong = line[..i] + (line[i] == 'x' ? 'y' : 'x') + line[(i + 1)..];
            Assert.Equal("HF-1582", Assert.Single(PairInvitation.Read(wrong).Problems).Id);
        }
    }

    [Fact]
    public void Read_CutOffAnywhere_IsRefused()
    {
        var line = Told.ToLine();
        for (var length = 0; length < line.Length; length++)
        {
            Assert.False(PairInvitation.Read(line[..length]).Succeeded);
        }
    }

    [Fact]
    public void Read_TooLong_IsRefused() =>
        Assert.False(PairInvitation.Read("hfp1-" + new string('A', 10_000) + "-00000000").Succeeded);

    [Fact]
    public void Read_NotHttps_IsRefused() =>
        Assert.False(
            PairInvitation.Read((Told with { Portal = new Uri("http://vpn.example.org") }).ToLine()).Succeeded
        );

    [Fact]
    public void ToString_HasNoSecret()
    {
        Assert.DoesNotContain(Told.Master, $"{Told}", StringComparison.Ordinal);
        Assert.DoesNotContain(Told.Secret, $"{Told}", StringComparison.Ordinal);
    }
}
