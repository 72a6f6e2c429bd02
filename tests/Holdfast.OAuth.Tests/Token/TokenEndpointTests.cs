using System.Text;
using Holdfast.OAuth.Clients;
using Holdfast.OAuth.Parameters;
using Holdfast.OAuth.Tests.Tokens;
using Holdfast.OAuth.Token;
using Holdfast.OAuth.Tokens;

namespace Holdfast.OAuth.Tests.Token;

public sealed class TokenEndpointTests
{
    private const string Form = "application/x-www-form-urlencoded";

    private const string Code = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private static readonly string Verifier = new('v', 43);

    private static readonly string RefreshToken = Keys
        .Issuer.Issue(Keys.Authorization, 3, Keys.Now, TimeSpan.FromHours(1))
        .RefreshToken;

    private static readonly Dictionary<string, string> GoodCode = new()
    {
        ["client_id"] = "org.eduvpn.app.linux",
        ["code"] = Code,
        ["code_verifier"] = Verifier,
        ["grant_type"] = "authorization_code",
        ["redirect_uri"] = "http://127.0.0.1:35667/callback",
    };

    private static readonly Dictionary<string, string> GoodRefresh = new()
    {
        ["client_id"] = "org.eduvpn.app.linux",
        ["grant_type"] = "refresh_token",
        ["refresh_token"] = RefreshToken,
    };

    private readonly TokenEndpoint _endpoint = new(ClientRegistry.Known, Keys.Reader);

    [Fact]
    public void Read_CodeOfAStockApp_IsAGrant()
    {
        var grant = Assert.IsType<AuthorizationCodeGrant>(Read(GoodCode).Value);
        Assert.Equal(
            new AuthorizationCodeGrant("org.eduvpn.app.linux", Code, "http://127.0.0.1:35667/callback", Verifier),
            grant
        );
        Assert.Equal(AuthorizationCode.Hash(Code), grant.CodeHash);
        Assert.DoesNotContain(Code, grant.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-8")]
    [InlineData("Application/X-WWW-Form-Urlencoded")]
    [InlineData(" application/x-www-form-urlencoded ;x")]
    public void BodyIsForm_ItsMediaType_IsAccepted(string contentType) =>
        Assert.True(_endpoint.Read(contentType, Body(GoodCode)).Accepted);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/x-www-form-urlencodedx")]
    public void BodyIsForm_AnotherMediaType_IsRefused(string? contentType) =>
        Refused("invalid_request", "HF-1212", 400, _endpoint.Read(contentType, Body(GoodCode)));

    [Fact]
    public void Parameters_Repeated_AreRefused() =>
        Refused("invalid_request", "HF-1202", 400, Read("grant_type=refresh_token&grant_type=refresh_token"));

    [Fact]
    public void Parameters_TooLong_AreRefused() =>
        Refused("invalid_request", "HF-1201", 400, Read(new string('&', ParameterLimits.TotalLength + 1)));

    [Fact]
    public void GrantType_Missing_IsRefused() =>
        Refused("invalid_request", "HF-1203", 400, Read(Without(GoodCode, "grant_type")));

    [Theory]
    [InlineData("password")]
    [InlineData("client_credentials")]
    [InlineData("Authorization_Code")]
    public void GrantType_Unknown_IsRefused(string type) =>
        Refused("invalid_request", "HF-1213", 400, Read(With(GoodCode, "grant_type", type)));

    [Theory]
    [InlineData("client_id")]
    [InlineData("code")]
    [InlineData("code_verifier")]
    [InlineData("redirect_uri")]
    public void Code_ParameterMissing_IsRefused(string name)
    {
        Refused("invalid_request", "HF-1203", 400, Read(Without(GoodCode, name)));
        Refused("invalid_request", "HF-1203", 400, Read(With(GoodCode, name, "")));
    }

    [Fact]
    public void ClientIsRegistered_Unknown_IsRefused()
    {
        Refused("invalid_client", "HF-1204", 401, Read(With(GoodCode, "client_id", "nobody")));
        Refused("invalid_client", "HF-1204", 401, Read(With(GoodRefresh, "client_id", "nobody")));
    }

    [Theory]
    [InlineData(42, 'v')]
    [InlineData(129, 'v')]
    [InlineData(43, '+')]
    [InlineData(43, '=')]
    [InlineData(43, ' ')]
    [InlineData(43, 'ä')]
    public void CodeVerifierIsWellFormed_NotSo_IsRefused(int length, char c) =>
        Refused("invalid_request", "HF-1214", 400, Read(With(GoodCode, "code_verifier", new string(c, length))));

    [Theory]
    [InlineData(43, '~')]
    [InlineData(128, '.')]
    public void CodeVerifierIsWellFormed_AtTheLimits_IsAccepted(int length, char c) =>
        Assert.True(Read(With(GoodCode, "code_verifier", new string(c, length))).Accepted);

    [Theory]
    [InlineData("short")]
    [InlineData("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM")]
    public void CodeIsWellFormed_NoCodeOfOurs_IsRefused(string code) =>
        Refused("invalid_grant", "HF-1215", 400, Read(With(GoodCode, "code", code)));

    [Fact]
    public void Read_RefreshOfAStockApp_IsAGrant() =>
        Assert.Equal(
            new RefreshTokenGrant("org.eduvpn.app.linux", new RefreshToken(Keys.Authorization.Id, 3)),
            Read(GoodRefresh).Value
        );

    [Fact]
    public void Read_RefreshWithoutClient_IsAGrant() =>
        Assert.Null(Assert.IsType<RefreshTokenGrant>(Read(Without(GoodRefresh, "client_id")).Value).ClientId);

    [Fact]
    public void RefreshTokenIsPresent_Missing_IsRefused() =>
        Refused("invalid_request", "HF-1203", 400, Read(Without(GoodRefresh, "refresh_token")));

    [Theory]
    [InlineData("rubbish")]
    [InlineData("hfr_AAAA")]
    public void RefreshTokenIsOurs_NotOurs_IsRefused(string token) =>
        Refused("invalid_grant", "HF-1221", 400, Read(With(GoodRefresh, "refresh_token", token)));

    [Fact]
    public void RefreshTokenIsOurs_AccessToken_IsRefused() =>
        Refused(
            "invalid_grant",
            "HF-1221",
            400,
            Read(
                With(
                    GoodRefresh,
                    "refresh_token",
                    Keys.Issuer.Issue(Keys.Authorization, 3, Keys.Now, TimeSpan.FromHours(1)).AccessToken
                )
            )
        );

    [Fact]
    public void ScopeIsTheSame_Config_IsAccepted() => Assert.True(Read(With(GoodRefresh, "scope", "config")).Accepted);

    [Fact]
    public void ScopeIsTheSame_AnyOther_IsRefused() =>
        Refused("invalid_scope", "HF-1207", 400, Read(With(GoodRefresh, "scope", "config admin")));

    [Fact]
    public void Read_AnyBytes_NeverThrow()
    {
        var random = new Random(8252);
        var good = Body(GoodRefresh);
        for (var round = 0; round < 5000; round++)
        {
            var body = (byte[])good.Clone();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            Assert.NotNull(_endpoint.Read(Form, body));
        }
    }

    private Verdict<TokenRequest> Read(Dictionary<string, string> parameters) => _endpoint.Read(Form, Body(parameters));

    private Verdict<TokenRequest> Read(string body) => _endpoint.Read(Form, Encoding.ASCII.GetBytes(body));

    private static byte[] Body(Dictionary<string, string> parameters) =>
        Encoding.ASCII.GetBytes(string.Join('&', parameters.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}")));

    private static Dictionary<string, string> With(Dictionary<string, string> parameters, string name, string value) =>
        new(parameters) { [name] = value };

    private static Dictionary<string, string> Without(Dictionary<string, string> parameters, string name) =>
        parameters.Where(p => p.Key != name).ToDictionary();

    private static void Refused(string error, string id, int status, Verdict<TokenRequest> verdict) =>
        Assert.Equal(
            (error, id, status),
            (verdict.Rejection!.Error, verdict.Rejection.Kind.Id, verdict.Rejection.Status)
        );
}
