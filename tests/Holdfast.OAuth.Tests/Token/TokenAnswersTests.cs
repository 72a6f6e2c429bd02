using System.Text;
using Holdfast.OAuth.Token;
using Holdfast.OAuth.Tokens;

namespace Holdfast.OAuth.Tests.Token;

public sealed class TokenAnswersTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void Issued_Tokens_AreTheJsonThatAppsRead()
    {
        var answer = TokenAnswers.Issued(new TokenSet("hfa_x", "hfr_y", Now.AddHours(1)), Now);
        Assert.Equal(200, answer.Status);
        Assert.Equal(
            """{"access_token":"hfa_x","refresh_token":"hfr_y","token_type":"bearer","expires_in":3600}""",
            Encoding.UTF8.GetString(answer.Body.Span)
        );
        Assert.Equal([new("Cache-Control", "no-store"), new("Pragma", "no-cache")], answer.Headers);
        Assert.Equal("application/json", OAuthAnswer.ContentType);
    }

    [Theory]
    [InlineData(40.5, "3559")]
    [InlineData(3600, "0")]
    [InlineData(5000, "0")]
    public void Issued_Repeated_SaysWhatIsLeft(double seconds, string left) =>
        Assert.EndsWith(
            $"\"expires_in\":{left}}}",
            Encoding.UTF8.GetString(
                TokenAnswers.Issued(new TokenSet("a", "r", Now.AddHours(1)), Now.AddSeconds(seconds)).Body.Span
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void Rejected_Grant_Is400()
    {
        var answer = TokenAnswers.Rejected(
            OAuthRejection.InvalidGrant(OAuthProblems.CodeExpired, "the code has expired")
        );
        Assert.Equal(400, answer.Status);
        Assert.Equal(
            """{"error":"invalid_grant","error_description":"HF-1217: the code has expired"}""",
            Encoding.UTF8.GetString(answer.Body.Span)
        );
        Assert.DoesNotContain(answer.Headers, header => header.Key == "WWW-Authenticate");
    }

    [Fact]
    public void Rejected_Client_Is401WithAChallenge()
    {
        var answer = TokenAnswers.Rejected(
            new OAuthRejection(OAuthErrors.InvalidClient, "client_id is not known", OAuthProblems.UnknownClient)
        );
        Assert.Equal(401, answer.Status);
        Assert.Contains(new("WWW-Authenticate", "Basic realm=\"OAuth\""), answer.Headers);
    }
}
