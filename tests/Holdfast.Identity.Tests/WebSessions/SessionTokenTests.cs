using Holdfast.Identity.WebSessions;

namespace Holdfast.Identity.Tests.WebSessions;

public sealed class SessionTokenTests
{
    [Fact]
    public void New_Many_AreDifferentAndHaveDifferentHashes()
    {
        var tokens = Enumerable.Range(0, 100).Select(_ => SessionToken.New()).ToList();
        Assert.Equal(100, tokens.Distinct().Count());
        Assert.Equal(100, tokens.Select(token => Convert.ToHexString(SessionToken.Hash(token)!)).Distinct().Count());
        Assert.All(tokens, token => Assert.Equal(43, token.Length));
    }

    [Fact]
    public void Hash_TheSameToken_IsTheSame()
    {
        var token = SessionToken.New();
        Assert.Equal(SessionToken.Hash(token)!, SessionToken.Hash(token)!);
        Assert.Equal(32, SessionToken.Hash(token)!.Length);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+")]
    [InlineData("äAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Hash_NotAToken_IsNull(string? text) => Assert.Null(SessionToken.Hash(text));

    [Fact]
    public void ExpiresAt_InUse_MovesOnUpToTheAbsoluteEnd()
    {
        var created = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var lifetimes = SessionLifetimes.Default;
        Assert.Equal(created.AddHours(12), lifetimes.ExpiresAt(created, created));
        Assert.Equal(created.AddHours(15), lifetimes.ExpiresAt(created, created.AddHours(3)));
        Assert.Equal(created.AddDays(7), lifetimes.ExpiresAt(created, created.AddDays(7).AddHours(-1)));
    }
}
