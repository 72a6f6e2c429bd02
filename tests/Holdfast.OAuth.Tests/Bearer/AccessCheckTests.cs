using System.Text;
using Holdfast.OAuth.Bearer;
using Holdfast.OAuth.Tests.Tokens;
using Holdfast.OAuth.Tokens;

namespace Holdfast.OAuth.Tests.Bearer;

public sealed class AccessCheckTests
{
    private static readonly string Token = Keys
        .Issuer.Issue(Keys.Authorization, 3, Keys.Now, TimeSpan.FromHours(1))
        .AccessToken;

    private readonly AccessCheck _check = new(Keys.Reader);

    [Theory]
    [InlineData("Bearer {0}")]
    [InlineData("bearer {0}")]
    [InlineData("BEARER  {0} ")]
    public void Read_OurToken_IsRead(string header) =>
        Assert.Equal(3, _check.Read(string.Format(header, Token)).Value!.Generation);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer\thfa_x")]
    public void Read_NoBearerToken_IsRefused(string? header) => Refused("HF-1226", _check.Read(header).Rejection);

    [Fact]
    public void Read_EndlessHeader_IsRefused() =>
        Refused("HF-1226", _check.Read("Bearer " + new string('x', 100_000)).Rejection);

    [Theory]
    [InlineData("Bearer x")]
    [InlineData("Bearer hfa_AAAA")]
    [InlineData("Bearer a, Bearer b")]
    public void Read_NotOurToken_IsRefused(string header) => Refused("HF-1227", _check.Read(header).Rejection);

    [Fact]
    public void Check_GoodToken_GoesOn() => Assert.Null(Check(Keys.Authorization, Keys.Now));

    [Fact]
    public void Check_TokenOfThePreviousGeneration_GoesOn() =>
        Assert.Null(Check(Keys.Authorization with { Generation = 4 }, Keys.Now));

    [Fact]
    public void Check_TokenExpired_IsRefused()
    {
        Assert.Null(Check(Keys.Authorization, Keys.Now.AddMinutes(59)));
        Refused("HF-1228", Check(Keys.Authorization, Keys.Now.AddHours(1)));
    }

    [Fact]
    public void Check_AuthorizationRevoked_IsRefused() => Refused("HF-1222", Check(null, Keys.Now));

    [Fact]
    public void Check_AuthorizationEnded_IsRefused() =>
        Refused("HF-1223", Check(Keys.Authorization with { ExpiresAt = Keys.Now }, Keys.Now));

    [Fact]
    public void Answer_Any_IsTheOneThatAppsKnow()
    {
        var answer = BearerAnswers.Rejected(Check(null, Keys.Now)!);
        Assert.Equal(401, answer.Status);
        Assert.Contains(new("WWW-Authenticate", "Bearer realm=\"Holdfast\",error=\"invalid_token\""), answer.Headers);
        Assert.Contains(new("Cache-Control", "no-store"), answer.Headers);
        Assert.Equal(
            """{"error":"invalid_token","error_description":"HF-1222: the authorization was removed"}""",
            Encoding.UTF8.GetString(answer.Body.Span)
        );
    }

    private OAuthRejection? Check(AuthorizationState? authorization, DateTimeOffset now) =>
        AccessCheck.Check(_check.Read("Bearer " + Token).Value!, authorization, now);

    private static void Refused(string id, OAuthRejection? rejection) =>
        Assert.Equal((id, "invalid_token", 401), (rejection!.Kind.Id, rejection.Error, rejection.Status));
}
