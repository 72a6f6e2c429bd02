using System.Buffers.Text;
using Holdfast.OAuth.Tokens;

namespace Holdfast.OAuth.Tests.Tokens;

public sealed class TokenTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private static readonly TokenSet Tokens = Keys.Issuer.Issue(Keys.Authorization, 3, Keys.Now, Hour);

    [Fact]
    public void Read_WhatWasIssued_ComesBack()
    {
        Assert.True(Keys.Reader.TryReadRefresh(Tokens.RefreshToken, out var refresh));
        Assert.Equal(new RefreshToken(Keys.Authorization.Id, 3), refresh);
        Assert.True(Keys.Reader.TryReadAccess(Tokens.AccessToken, out var access));
        Assert.Equal(new AccessToken(Keys.Authorization.Id, 3, Keys.Now.AddHours(1).AddMilliseconds(-678)), access);
        Assert.Equal(access.ExpiresAt, Tokens.AccessExpiresAt);
    }

    /// <summary>Apps keep tokens for months: what was computed once by another program from the description is read for ever.</summary>
    [Fact]
    public void Issue_KnownInput_GivesKnownTokens()
    {
        Assert.Equal(
            "hfr_AQABABEiM0RVZneImaq7zN3u_wAAAAPrZvzsyg_niKgpiDT7chAXnfXGCpZx3xGYgeHs0aDxUA",
            Tokens.RefreshToken
        );
        Assert.Equal(
            "hfa_AQABABEiM0RVZneImaq7zN3u_wAAAAMAAAAAcN1jNZrVx2Ov9D05AWzqXC1uohcPLuUGP2KMGJAt6eAcclcG",
            Tokens.AccessToken
        );
    }

    [Fact]
    public void Issue_TheSameLater_GivesTheSameTokens() =>
        Assert.Equal(Tokens, Keys.Issuer.Issue(Keys.Authorization, 3, Keys.Now.AddTicks(-7), Hour));

    [Fact]
    public void Issue_AnyDifference_GivesOtherTokens()
    {
        var next = Keys.Issuer.Issue(Keys.Authorization, 4, Keys.Now, Hour);
        var other = Keys.Issuer.Issue(Keys.Authorization with { Id = Guid.CreateVersion7() }, 3, Keys.Now, Hour);
        var otherKey = new TokenIssuer(new TokenKeyRing(Keys.Second)).Issue(Keys.Authorization, 3, Keys.Now, Hour);
        Assert.Equal(
            8,
            new[] { Tokens, next, other, otherKey }
                .SelectMany(t => new[] { t.AccessToken, t.RefreshToken })
                .Distinct()
                .Count()
        );
    }

    [Fact]
    public void Issue_AuthorizationEndsSooner_CutsTheAccessToken()
    {
        var ending = Keys.Authorization with { ExpiresAt = Keys.Now.AddMinutes(10) };
        Assert.Equal(
            Keys.Now.AddMinutes(10).AddMilliseconds(-678),
            Keys.Issuer.Issue(ending, 3, Keys.Now, Hour).AccessExpiresAt
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Issue_GenerationBelowOne_Throws(int generation) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Keys.Issuer.Issue(Keys.Authorization, generation, Keys.Now, Hour)
        );

    [Fact]
    public void Read_TokenOfTheOtherType_IsRefused()
    {
        Assert.False(Keys.Reader.TryReadRefresh(Tokens.AccessToken, out _));
        Assert.False(Keys.Reader.TryReadAccess(Tokens.RefreshToken, out _));
        Assert.False(Keys.Reader.TryReadAccess("hfa_" + Tokens.RefreshToken[4..], out _));
        Assert.False(Keys.Reader.TryReadRefresh("hfr_" + Tokens.AccessToken[4..], out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hfr_")]
    [InlineData("hfa_")]
    [InlineData("hfr_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("v7.abc.def.ghi")]
    public void Read_NoToken_IsRefused(string? text)
    {
        Assert.False(Keys.Reader.TryReadRefresh(text, out _));
        Assert.False(Keys.Reader.TryReadAccess(text, out _));
    }

    [Fact]
    public void Read_EveryBitFlipped_IsRefused()
    {
        var bytes = Base64Url.DecodeFromChars(Tokens.AccessToken.AsSpan(4));
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var changed = (byte[])bytes.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(Keys.Reader.TryReadAccess("hfa_" + Base64Url.EncodeToString(changed), out _), $"bit {bit}");
        }
    }

    [Fact]
    public void Read_EveryCharacterReplaced_IsRefused()
    {
        for (var at = 0; at < Tokens.RefreshToken.Length; at++)
        {
            foreach (var c in "Aa0-_=+/ \n\t.ä\0")
            {
                var changed = Tokens.RefreshToken[..at] + c + Tokens.RefreshToken[(at + 1)..];
                Assert.True(
                    changed == Tokens.RefreshToken || !Keys.Reader.TryReadRefresh(changed, out _),
                    $"{(int)c} at {at}"
                );
            }
        }
    }

    [Fact]
    public void Read_OtherSpellings_AreRefused()
    {
        foreach (var spelling in (string[])[" {0}", "{0} ", "{0}=", "{0}\n", "{0}A"])
        {
            Assert.False(Keys.Reader.TryReadRefresh(string.Format(spelling, Tokens.RefreshToken), out _), spelling);
            Assert.False(Keys.Reader.TryReadAccess(string.Format(spelling, Tokens.AccessToken), out _), spelling);
        }

        Assert.False(Keys.Reader.TryReadRefresh("HFR_" + Tokens.RefreshToken[4..], out _));
    }

    [Fact]
    public void Read_EveryLengthButTheWhole_IsRefused()
    {
        for (var length = 0; length < Tokens.AccessToken.Length; length++)
        {
            Assert.False(Keys.Reader.TryReadAccess(Tokens.AccessToken[..length], out _));
        }
    }

    [Fact]
    public void Read_KeyNotInTheRing_IsRefused() =>
        Assert.False(new TokenReader(new TokenKeyRing(Keys.Second)).TryReadRefresh(Tokens.RefreshToken, out _));

    [Fact]
    public void Read_KeyWithTheSameIdButAnotherSecret_IsRefused()
    {
        var other = new TokenKey(1, new byte[32]);
        Assert.False(new TokenReader(new TokenKeyRing(other)).TryReadRefresh(Tokens.RefreshToken, out _));
    }

    [Fact]
    public void Read_AfterTheKeyWasChanged_OldTokensAreStillRead()
    {
        var ring = new TokenKeyRing(Keys.Second, Keys.First);
        Assert.True(new TokenReader(ring).TryReadRefresh(Tokens.RefreshToken, out _));
        var renewed = new TokenIssuer(ring).Issue(Keys.Authorization, 4, Keys.Now, Hour);
        Assert.True(new TokenReader(new TokenKeyRing(Keys.Second)).TryReadAccess(renewed.AccessToken, out _));
    }

    /// <summary>Seeded, so that a failure can be had again.</summary>
    [Fact]
    public void Read_AnyAuthorizationAndGeneration_ComesBack()
    {
        var random = new Random(7636);
        var id = new byte[16];
        for (var round = 0; round < 2000; round++)
        {
            random.NextBytes(id);
            var authorization = Keys.Authorization with { Id = new Guid(id) };
            var generation = random.Next(1, int.MaxValue);
            var tokens = Keys.Issuer.Issue(
                authorization,
                generation,
                Keys.Now,
                TimeSpan.FromSeconds(random.Next(1, 99999))
            );
            Assert.True(Keys.Reader.TryReadRefresh(tokens.RefreshToken, out var refresh));
            Assert.Equal(new RefreshToken(authorization.Id, generation), refresh);
            Assert.True(Keys.Reader.TryReadAccess(tokens.AccessToken, out var access));
            Assert.Equal(new AccessToken(authorization.Id, generation, tokens.AccessExpiresAt), access);
        }
    }

    [Fact]
    public void Read_AnyText_NeverThrows()
    {
        var random = new Random(4648);
        for (var round = 0; round < 5000; round++)
        {
            var text =
                "hfr_"
                + new string([.. Enumerable.Range(0, random.Next(70, 80)).Select(_ => (char)random.Next(1, 256))]);
            Assert.False(Keys.Reader.TryReadRefresh(text, out _));
        }
    }

    [Fact]
    public void ToString_OfTokensAndKeys_ShowsNoSecret()
    {
        Assert.DoesNotContain("hf", Tokens.ToString()["TokenSet".Length..], StringComparison.Ordinal);
        Assert.Equal("TokenKey 1", Keys.First.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void TokenKey_WrongLength_Throws(int length) =>
        Assert.Throws<ArgumentException>(() => new TokenKey(1, new byte[length]));
}
