using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Holdfast.Portal.Tests.Running;

/// <summary>Programs that use the admin API over the network.</summary>
internal static class Programs
{
    /// <summary>One with a token of these scopes.</summary>
    public static async Task<HttpClient> ProgramAsync(this RunningPortal portal, params string[] scopes) =>
        portal.ProgramWith((await portal.MakeTokenAsync(scopes))["secret"]!.GetValue<string>());

    public static async Task<JsonNode> MakeTokenAsync(this RunningPortal portal, params string[] scopes)
    {
        using var answer = await portal.Admin.PostAsJsonAsync(
            "/api/admin/v1/tokens",
            new
            {
                name = $"t{Guid.CreateVersion7():N}",
                scopes = scopes.Select(scope => scope.ToLowerInvariant()),
                days = 1,
            }
        );
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonNode.Parse(text)!;
    }

    /// <param name="token">Null: it has none.</param>
    public static HttpClient ProgramWith(this RunningPortal portal, string? token)
    {
        var authority = X509CertificateLoader.LoadCertificateFromFile(portal.Options.CaFile!);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = new()
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { authority },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };
        var program = new HttpClient(handler) { BaseAddress = portal.Address };
        program.DefaultRequestHeaders.Authorization = token is null
            ? null
            : new AuthenticationHeaderValue("Bearer", token);
        return program;
    }
}
