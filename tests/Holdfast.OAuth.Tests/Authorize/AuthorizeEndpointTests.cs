using Holdfast.OAuth.Authorize;
using Holdfast.OAuth.Clients;

namespace Holdfast.OAuth.Tests.Authorize;

public sealed class AuthorizeEndpointTests
{
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static readonly Dictionary<string, string> Good = new()
    {
        ["client_id"] = "org.letsconnect-vpn.app.linux",
        ["redirect_uri"] = "http://127.0.0.1:35667/callback",
        ["response_type"] = "code",
        ["scope"] = "config",
        ["state"] = "some state & more",
        ["code_challenge"] = Challenge,
        ["code_challenge_method"] = "S256",
    };

    /// <summary>As it was seen on the wire from a stock app.</summary>
    [Fact]
    public void Read_RequestOfAStockApp_IsValid()
    {
        var outcome = AuthorizeEndpoint.Read(
            "?client_id=org.letsconnect-vpn.app.linux&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                + "&code_challenge_method=S256&redirect_uri=http%3A%2F%2F127.0.0.1%3A35667%2Fcallback"
                + "&response_type=code&scope=config&state=iK0P6bLrHqTz-8mUcVf0AwQ9eX3sYd2gNjR7tBo1hZk",
            ClientRegistry.Known
        );
        var request = Assert.IsType<AuthorizeOutcome.Valid>(outcome).Request;
        Assert.Equal("Let's Connect! for Linux", request.Client.DisplayName);
        Assert.Equal(
            new ReturnAddress(
                "http://127.0.0.1:35667/callback",
                ResponseMode.Query,
                "iK0P6bLrHqTz-8mUcVf0AwQ9eX3sYd2gNjR7tBo1hZk"
            ),
            request.ReturnAddress
        );
        Assert.Equal(Challenge, request.CodeChallenge);
        Assert.Equal("config", request.Scope);
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("redirect_uri")]
    [InlineData("response_type")]
    [InlineData("scope")]
    [InlineData("state")]
    [InlineData("code_challenge")]
    [InlineData("code_challenge_method")]
    public void ParametersArePresent_OneIsMissing_ShowsAPage(string name)
    {
        var rejection = Page(With(name, null));
        Assert.Equal(("HF-1203", $"{name} is missing"), (rejection.Kind.Id, rejection.Description));
        Assert.Equal("HF-1203", Page(With(name, "")).Kind.Id);
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("redirect_uri")]
    [InlineData("state")]
    [InlineData("unknown")]
    public void Parameters_OneIsRepeated_ShowsAPage(string name) =>
        Assert.Equal("HF-1202", Page(Query(Good) + $"&{name}=x&{name}=x").Kind.Id);

    [Fact]
    public void Parameters_Unreadable_ShowsAPage() => Assert.Equal("HF-1201", Page(Query(Good) + "&x=%zz").Kind.Id);

    [Theory]
    [InlineData("org.letsconnect-vpn.app.amiga")]
    [InlineData("<script>")]
    public void ClientIsKnown_UnknownClient_ShowsAPage(string clientId)
    {
        var rejection = Page(With("client_id", clientId));
        Assert.Equal(("HF-1204", 400), (rejection.Kind.Id, rejection.Status));
        Assert.DoesNotContain(clientId, rejection.DescriptionWithId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/callback")]
    [InlineData("http://127.0.0.1:80/callback")]
    [InlineData("org.letsconnect-vpn.app:/api/callback")]
    public void RedirectUriIsRegistered_AddressOfAnother_ShowsAPage(string uri) =>
        Assert.Equal("HF-1205", Page(With("redirect_uri", uri)).Kind.Id);

    [Theory]
    [InlineData("%C3%A4")]
    [InlineData("%F0%9F%98%80")]
    public void StateIsPrintable_NotAscii_ShowsAPage(string encoded) =>
        Assert.Equal("HF-1208", Page(Query(Good).Replace("some%20state", encoded, StringComparison.Ordinal)).Kind.Id);

    [Fact]
    public void StateIsPrintable_ControlCharacter_ShowsAPage() =>
        Assert.Equal("HF-1201", Page(Query(Good).Replace("some%20state", "a%0Ab", StringComparison.Ordinal)).Kind.Id);

    [Fact]
    public void StateIsPrintable_LimitOfLength_IsExact()
    {
        Assert.IsType<AuthorizeOutcome.Valid>(Read(With("state", new string('~', 512))));
        Assert.Equal("HF-1208", Page(With("state", new string('~', 513))).Kind.Id);
    }

    [Theory]
    [InlineData("token")]
    [InlineData("code token")]
    [InlineData("Code")]
    public void ResponseTypeIsCode_AnyOther_TellsTheApp(string type) =>
        Told(With("response_type", type), "unsupported_response_type", "HF-1206");

    [Theory]
    [InlineData("openid")]
    [InlineData("config config")]
    [InlineData("Config")]
    public void ScopeIsConfig_AnyOther_TellsTheApp(string scope) =>
        Told(With("scope", scope), "invalid_scope", "HF-1207");

    [Theory]
    [InlineData("plain")]
    [InlineData("s256")]
    [InlineData("S512")]
    public void CodeChallengeMethodIsS256_AnyOther_TellsTheApp(string method) =>
        Told(With("code_challenge_method", method), "invalid_request", "HF-1210");

    [Theory]
    [InlineData("short")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cMM")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c=")]
    public void CodeChallengeIsHash_AnythingElse_TellsTheApp(string challenge) =>
        Told(With("code_challenge", challenge), "invalid_request", "HF-1209");

    [Theory]
    [InlineData("fragment")]
    [InlineData("web_message")]
    public void ResponseModeIsAllowed_UnknownMode_TellsTheAppByQuery(string mode)
    {
        var told = Told(With("response_mode", mode), "invalid_request", "HF-1211");
        Assert.Equal(ResponseMode.Query, told.ReturnAddress.Mode);
    }

    [Fact]
    public void ResponseModeIsAllowed_FormPostOfAPhone_TellsTheAppByQuery()
    {
        var query = new Dictionary<string, string>(Good)
        {
            ["client_id"] = "org.letsconnect-vpn.app.ios",
            ["redirect_uri"] = "org.letsconnect-vpn.app.ios:/api/callback",
            ["response_mode"] = "form_post",
        };
        var told = Told(Query(query), "invalid_request", "HF-1211");
        Assert.Equal(ResponseMode.Query, told.ReturnAddress.Mode);
    }

    [Theory]
    [InlineData("query", ResponseMode.Query)]
    [InlineData("form_post", ResponseMode.FormPost)]
    public void ResponseModeIsAllowed_ModeOfADesktop_IsTaken(string word, ResponseMode mode)
    {
        var request = Assert.IsType<AuthorizeOutcome.Valid>(Read(With("response_mode", word))).Request;
        Assert.Equal(mode, request.ReturnAddress.Mode);
    }

    [Fact]
    public void Read_MistakeInFormPostMode_IsToldInFormPostMode()
    {
        var query = new Dictionary<string, string>(Good) { ["response_mode"] = "form_post", ["scope"] = "x" };
        Assert.Equal(ResponseMode.FormPost, Told(Query(query), "invalid_scope", "HF-1207").ReturnAddress.Mode);
    }

    [Fact]
    public void Read_UnknownParameter_IsIgnored() =>
        Assert.IsType<AuthorizeOutcome.Valid>(Read(Query(Good) + "&prompt=consent"));

    [Fact]
    public void Read_AnyText_NeverThrows()
    {
        var random = new Random(9207);
        var good = Query(Good);
        for (var round = 0; round < 5000; round++)
        {
            var query = good.ToCharArray();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                query[random.Next(query.Length)] = (char)random.Next(1, 300);
            }

            Assert.NotNull(Read(new string(query)));
        }
    }

    private static string With(string name, string? value)
    {
        var parameters = new Dictionary<string, string>(Good);
        parameters.Remove(name);
        return value is null ? Query(parameters) : Query(parameters) + $"&{name}={Uri.EscapeDataString(value)}";
    }

    private static string Query(Dictionary<string, string> parameters) =>
        string.Join('&', parameters.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));

    private static AuthorizeOutcome Read(string query) => AuthorizeEndpoint.Read(query, ClientRegistry.Known);

    private static OAuthRejection Page(string query) => Assert.IsType<AuthorizeOutcome.ShowPage>(Read(query)).Rejection;

    private static AuthorizeOutcome.TellApp Told(string query, string error, string id)
    {
        var told = Assert.IsType<AuthorizeOutcome.TellApp>(Read(query));
        Assert.Equal((error, id), (told.Rejection.Error, told.Rejection.Kind.Id));
        Assert.Equal(Good["state"], told.ReturnAddress.State);
        return told;
    }
}
