using Holdfast.OAuth.Authorize;
using Holdfast.OAuth.Clients;

namespace Holdfast.OAuth.Tests.Authorize;

public sealed class AuthorizeResponseTests
{
    private const string Issuer = "https://vpn.example.org";

    [Theory]
    [InlineData(
        "http://127.0.0.1:35667/callback",
        "http://127.0.0.1:35667/callback?code=abc&state=s%20%26%3D%2B%23&iss=https%3A%2F%2Fvpn.example.org"
    )]
    [InlineData(
        "http://[::1]:1024/callback",
        "http://[::1]:1024/callback?code=abc&state=s%20%26%3D%2B%23&iss=https%3A%2F%2Fvpn.example.org"
    )]
    [InlineData(
        "org.eduvpn.app:/api/callback",
        "org.eduvpn.app:/api/callback?code=abc&state=s%20%26%3D%2B%23&iss=https%3A%2F%2Fvpn.example.org"
    )]
    [InlineData(
        "https://app.example.org/cb?x=1",
        "https://app.example.org/cb?x=1&code=abc&state=s%20%26%3D%2B%23&iss=https%3A%2F%2Fvpn.example.org"
    )]
    public void Approved_AnyAddress_IsExtendedAndNotRewritten(string redirectUri, string location) =>
        Assert.Equal(location, AuthorizeResponse.Approved(To(redirectUri), "abc", Issuer).Location);

    [Fact]
    public void Denied_Any_SaysAccessDenied() =>
        Assert.Equal(
            "org.eduvpn.app.ios:/api/callback?error=access_denied&state=s%20%26%3D%2B%23&iss=https%3A%2F%2Fvpn.example.org%2F",
            AuthorizeResponse.Denied(To("org.eduvpn.app.ios:/api/callback"), Issuer + "/").Location
        );

    [Fact]
    public void Rejected_Any_HasErrorAndId()
    {
        var rejection = new OAuthRejection("invalid_scope", "scope must be config", OAuthProblems.WrongScope);
        Assert.Equal(
            "http://127.0.0.1:1024/callback?error=invalid_scope&error_description=HF-1207%3A%20scope%20must%20be%20config"
                + "&state=s%20%26%3D%2B%23&iss=https%3A%2F%2Fvpn.example.org",
            AuthorizeResponse.Rejected(To("http://127.0.0.1:1024/callback"), rejection, Issuer).Location
        );
    }

    [Fact]
    public void Approved_FormPost_HasTheFieldsOfTheForm()
    {
        var response = AuthorizeResponse.Approved(
            new ReturnAddress("http://127.0.0.1:1024/callback", ResponseMode.FormPost, "s"),
            "abc",
            Issuer
        );
        Assert.Equal(ResponseMode.FormPost, response.Mode);
        Assert.Equal("http://127.0.0.1:1024/callback", response.RedirectUri);
        Assert.Equal(
            [("code", "abc"), ("state", "s"), ("iss", Issuer)],
            response.Parameters.Select(p => (p.Key, p.Value))
        );
    }

    private static ReturnAddress To(string redirectUri) => new(redirectUri, ResponseMode.Query, "s &=+#");
}
