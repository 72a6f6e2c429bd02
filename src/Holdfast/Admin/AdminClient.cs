using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Holdfast.Model.Problems;
using Holdfast.Problems;

namespace Holdfast.Admin;

/// <summary>Speaks the admin API.</summary>
internal sealed class AdminClient : IDisposable
{
    private const string Base = "/api/admin/v1";

    /// <summary>Arbitrary, may be increased.</summary>
    private const int LargestAnswer = 64 * 1024 * 1024;

    private readonly IPortalDoor _door;
    private readonly HttpClient _http;

    public AdminClient(IPortalDoor door)
    {
        (_door, _http) = (door, door.Open());
        _http.Timeout = TimeSpan.FromSeconds(30);
        _http.MaxResponseContentBufferSize = LargestAnswer;
    }

    public void Dispose() => _http.Dispose();

    /// <summary>One request. Problems: what the portal refused, or why it could not be asked.</summary>
    /// <param name="path">Behind the API's base, beginning with a slash; with the query.</param>
    /// <returns>The answer's body; an empty object when it has none.</returns>
    public async Task<Outcome<JsonNode>> CallAsync(
        HttpMethod method,
        string path,
        JsonNode? body,
        CancellationToken cancel
    )
    {
        try
        {
            using var request = new HttpRequestMessage(method, Base + path);
            request.Content = body is null ? null : JsonContent.Create(body);
            using var answer = await _http.SendAsync(request, cancel);
            return await ReadAsync(answer, cancel);
        }
        catch (HttpRequestException broken)
        {
            return _door.Explain(broken);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return NoAnswer("None came within 30 s.");
        }
    }

    /// <summary>Whether the portal can serve users; false also when it cannot be asked.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancel)
    {
        try
        {
            using var answer = await _http.GetAsync(new Uri("/readyz", UriKind.Relative), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<Outcome<JsonNode>> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        var text = await answer.Content.ReadAsStringAsync(cancel);
        try
        {
            var node = text.Length == 0 ? new JsonObject() : JsonNode.Parse(text);
            if (node is null)
            {
                return NoAnswer("It is null.");
            }
            return answer.IsSuccessStatusCode
                ? node
                : Outcome<JsonNode>.Failed(ProblemDocument.Read(node, (int)answer.StatusCode));
        }
        catch (JsonException broken)
        {
            return NoAnswer($"Status {(int)answer.StatusCode}. {broken.Message}");
        }
    }

    private Problem NoAnswer(string detail) => CommandProblems.NoAnswer.At(_door.Name, detail);
}
