using Holdfast.OAuth.Tests.Tokens;
using Holdfast.OAuth.Token;
using Holdfast.OAuth.Tokens;

namespace Holdfast.OAuth.Tests.Token;

public sealed class RefreshDecisionTests
{
    private static readonly TimeSpan Grace = RefreshDecision.DefaultGrace;

    private static readonly AuthorizationState Authorization = Keys.Authorization;

    [Fact]
    public void For_CurrentGeneration_Rotates()
    {
        var rotate = Assert.IsType<RefreshDecision.Rotate>(Decide(3));
        Assert.Equal((Authorization, 3, 4), (rotate.Authorization, rotate.From, rotate.To));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(59)]
    [InlineData(60)]
    public void For_PreviousGenerationWithinTheGrace_Repeats(int seconds) =>
        Assert.IsType<RefreshDecision.Repeat>(Decide(2, Keys.Now.AddSeconds(seconds)));

    [Fact]
    public void For_PreviousGenerationWhenOurClockIsBehind_Repeats() =>
        Assert.IsType<RefreshDecision.Repeat>(Decide(2, Keys.Now.AddSeconds(-30)));

    [Fact]
    public void For_Repeat_GivesTheSameTokensAsTheRotation()
    {
        var rotated = Authorization with { Generation = 4, GeneratedAt = Keys.Now };
        var first = Keys.Issuer.Issue(rotated, 4, rotated.GeneratedAt, TimeSpan.FromHours(1));
        var repeat = Assert.IsType<RefreshDecision.Repeat>(
            RefreshDecision.For(Grant(3), rotated, Keys.Now.AddSeconds(40), Grace)
        );
        var again = Keys.Issuer.Issue(
            repeat.Authorization,
            repeat.Authorization.Generation,
            repeat.Authorization.GeneratedAt,
            TimeSpan.FromHours(1)
        );
        Assert.Equal(first, again);
    }

    [Fact]
    public void For_PreviousGenerationAfterTheGrace_Revokes() => Revoked(Decide(2, Keys.Now.AddSeconds(61)));

    [Fact]
    public void For_PreviousGenerationWithoutGrace_Revokes() =>
        Revoked(RefreshDecision.For(Grant(2), Authorization, Keys.Now.AddTicks(1), TimeSpan.Zero));

    [Fact]
    public void For_OlderGeneration_RevokesAlsoWithinTheGrace() => Revoked(Decide(1));

    /// <summary>"invalid_grant is never sent because of lag": the database of a promoted standby may lack the last rotations.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    public void For_GenerationAheadOfTheDatabase_CatchesUp(int generation)
    {
        var rotate = Assert.IsType<RefreshDecision.Rotate>(Decide(generation));
        Assert.Equal((3, generation + 1), (rotate.From, rotate.To));
    }

    [Fact]
    public void For_NoAuthorization_IsRefused() =>
        Rejected("HF-1222", RefreshDecision.For(Grant(3), null, Keys.Now, Grace));

    [Fact]
    public void For_AuthorizationEnded_IsRefused()
    {
        Assert.IsType<RefreshDecision.Rotate>(Decide(3, Authorization.ExpiresAt.AddSeconds(-1)));
        Rejected("HF-1223", Decide(3, Authorization.ExpiresAt));
    }

    [Fact]
    public void For_AnotherClient_IsRefusedButNotRevoked() =>
        Rejected(
            "HF-1225",
            RefreshDecision.For(Grant(3) with { ClientId = "org.eduvpn.app.ios" }, Authorization, Keys.Now, Grace)
        );

    [Fact]
    public void For_NoClient_Rotates() =>
        Assert.IsType<RefreshDecision.Rotate>(
            RefreshDecision.For(Grant(3) with { ClientId = null }, Authorization, Keys.Now, Grace)
        );

    /// <summary>
    /// An app and its database over thousands of refreshes, in which answers get lost and come twice: an app that always presents the
    /// last token it got, within the grace, is never logged out.
    /// </summary>
    [Fact]
    public void For_AnswersGetLost_AnHonestAppIsNeverLoggedOut()
    {
        var random = new Random(249);
        var row = Authorization with { Generation = 1, GeneratedAt = Keys.Now, ExpiresAt = Keys.Now.AddYears(10) };
        var (now, held) = (Keys.Now, 1);
        for (var round = 0; round < 5000; round++)
        {
            var retry = held < row.Generation;
            now += retry ? TimeSpan.FromSeconds(random.Next(0, 20)) : TimeSpan.FromMinutes(random.Next(1, 90));
            var decision = RefreshDecision.For(Grant(held), row, now, Grace);
            row = decision is RefreshDecision.Rotate rotate
                ? row with
                {
                    Generation = rotate.To,
                    GeneratedAt = now,
                }
                : row;
            Assert.True(decision is RefreshDecision.Rotate or RefreshDecision.Repeat, $"round {round}: {decision}");
            var arrived = random.Next(3) != 0 || now - row.GeneratedAt > TimeSpan.FromSeconds(30);
            held = arrived ? row.Generation : held;
        }
    }

    private static RefreshDecision Decide(int generation, DateTimeOffset? now = null) =>
        RefreshDecision.For(Grant(generation), Authorization, now ?? Keys.Now, Grace);

    private static RefreshTokenGrant Grant(int generation) =>
        new("org.eduvpn.app.linux", new RefreshToken(Authorization.Id, generation));

    private static void Revoked(RefreshDecision decision)
    {
        var revoke = Assert.IsType<RefreshDecision.Revoke>(decision);
        Assert.Equal((Authorization.Id, "HF-1224"), (revoke.AuthorizationId, revoke.Rejection.Kind.Id));
    }

    private static void Rejected(string id, RefreshDecision decision)
    {
        var rejection = Assert.IsType<RefreshDecision.Reject>(decision).Rejection;
        Assert.Equal((id, "invalid_grant", 400), (rejection.Kind.Id, rejection.Error, rejection.Status));
    }
}
