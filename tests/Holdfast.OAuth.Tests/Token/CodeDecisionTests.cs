using Holdfast.OAuth.Token;

namespace Holdfast.OAuth.Tests.Token;

public sealed class CodeDecisionTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>RFC 7636 appendix B.</summary>
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static readonly AuthorizationCodeGrant Grant = new(
        "org.eduvpn.app.linux",
        AuthorizationCode.New(),
        "http://127.0.0.1:35667/callback",
        Verifier
    );

    private static readonly IssuedCode Code = new()
    {
        ClientId = "org.eduvpn.app.linux",
        RedirectUri = "http://127.0.0.1:35667/callback",
        CodeChallenge = Challenge,
        ExpiresAt = Now + AuthorizationCode.Lifetime,
        Used = false,
    };

    [Fact]
    public void For_GoodCode_IsRedeemed() => Assert.IsType<CodeDecision.Redeem>(CodeDecision.For(Grant, Code, Now));

    [Fact]
    public void For_UnknownCode_IsRefused() => Rejected("HF-1215", Grant, null, Now);

    [Fact]
    public void CodeIsNotExpired_AfterFiveMinutes_IsRefused()
    {
        Assert.IsType<CodeDecision.Redeem>(CodeDecision.For(Grant, Code, Now.AddSeconds(299)));
        Rejected("HF-1217", Grant, Code, Now.AddMinutes(5));
    }

    [Fact]
    public void CodeIsOfThisClient_AnotherClient_IsRefused() =>
        Rejected("HF-1218", Grant with { ClientId = "org.eduvpn.app.windows" }, Code, Now);

    [Theory]
    [InlineData("http://127.0.0.1:35668/callback")]
    [InlineData("http://[::1]:35667/callback")]
    public void RedirectUriIsTheSame_AnotherAddress_IsRefused(string uri) =>
        Rejected("HF-1219", Grant with { RedirectUri = uri }, Code, Now);

    [Theory]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")] // the challenge itself, as with method plain
    public void CodeVerifierMatches_AnotherVerifier_IsRefused(string verifier) =>
        Rejected("HF-1220", Grant with { CodeVerifier = verifier }, Code, Now);

    [Fact]
    public void For_UsedCode_RevokesWhatCameOfIt()
    {
        var id = Guid.CreateVersion7();
        var decision = CodeDecision.For(Grant, Code with { Used = true, AuthorizationId = id }, Now);
        var revoke = Assert.IsType<CodeDecision.Revoke>(decision);
        Assert.Equal(
            (id, "HF-1216", "invalid_grant"),
            (revoke.AuthorizationId, revoke.Rejection.Kind.Id, revoke.Rejection.Error)
        );
    }

    [Fact]
    public void For_UsedCodeWithWrongVerifierAfterItsTime_RevokesAllTheSame() =>
        Assert.IsType<CodeDecision.Revoke>(
            CodeDecision.For(
                Grant with
                {
                    CodeVerifier = new string('x', 43),
                },
                Code with
                {
                    Used = true,
                    AuthorizationId = Guid.CreateVersion7(),
                },
                Now.AddHours(1)
            )
        );

    [Fact]
    public void For_UsedCodeWithoutAuthorization_IsRefused() =>
        Rejected("HF-1216", Grant, Code with { Used = true }, Now);

    [Fact]
    public void New_Many_AreDifferentAndWellFormed()
    {
        var codes = Enumerable.Range(0, 100).Select(_ => AuthorizationCode.New()).ToHashSet();
        Assert.Equal(100, codes.Count);
        Assert.All(codes, code => Assert.Matches("^[A-Za-z0-9_-]{43}$", code));
    }

    private static void Rejected(string id, AuthorizationCodeGrant grant, IssuedCode? code, DateTimeOffset now)
    {
        var rejection = Assert.IsType<CodeDecision.Reject>(CodeDecision.For(grant, code, now)).Rejection;
        Assert.Equal((id, "invalid_grant", 400), (rejection.Kind.Id, rejection.Error, rejection.Status));
    }
}
