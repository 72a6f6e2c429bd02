using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Holdfast.Portal.Tests.Running;

/// <summary>Calls of the admin API.</summary>
internal static class AdminCalls
{
    private const string Root = "/api/admin/v1";

    public static async Task<HttpResponseMessage> SendAsync(
        this RunningPortal portal,
        HttpMethod method,
        string path,
        string body
    )
    {
        using var request = new HttpRequestMessage(method, Root + path);
        // Otherwise the portal may hang up while a body that it refuses is still being sent.
        request.Headers.ExpectContinue = body.Length > 100_000;
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return await portal.Admin.SendAsync(request);
    }

    /// <summary>Must succeed.</summary>
    public static async Task<JsonNode> DoAsync(this RunningPortal portal, HttpMethod method, string path, string body)
    {
        using var answer = await portal.SendAsync(method, path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    public static async Task<JsonNode> GetAsync(this RunningPortal portal, string path) =>
        JsonNode.Parse(await portal.Admin.GetStringAsync(Root + path))!;

    /// <summary>The newest audit entry with this action.</summary>
    public static async Task<JsonNode?> AuditAsync(this RunningPortal portal, string action) =>
        (await portal.GetAsync("/audit"))["items"]!
            .AsArray()
            .FirstOrDefault(entry => entry!["action"]!.GetValue<string>() == action);

    /// <summary>Ids and places of all that was wrong.</summary>
    public static async Task<IReadOnlyList<string>> ProblemsAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return
        [
            .. body
                .RootElement.GetProperty("problems")
                .EnumerateArray()
                .Select(p => $"{p.GetProperty("id").GetString()} {p.GetProperty("where").GetString()}".TrimEnd()),
        ];
    }
}
