using System.Net;
using System.Text.Json.Nodes;

namespace Holdfast.Portal.Tests.Running;

/// <summary>
/// Holds every answer of the admin API that any test gets against the OpenAPI document: what the document promises and what the portal says
/// cannot part.
/// </summary>
internal sealed class DescribedAnswers(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    public const string Document = "/api/admin/v1/openapi.json";

    private const string Root = "/api/admin/v1/";

    private static readonly SemaphoreSlim Once = new(1, 1);

    /// <summary>Calls are the same in every portal of this process.</summary>
    private static ApiDescription? _description;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        var answer = await base.SendAsync(request, cancel);
        var path = request.RequestUri!.AbsolutePath;
        if (path.StartsWith(Root, StringComparison.Ordinal) && path != Document)
        {
            await answer.Content.LoadIntoBufferAsync(cancel);
            await CheckAsync(request.Method, path, answer, cancel);
        }

        return answer;
    }

    private async Task CheckAsync(HttpMethod method, string path, HttpResponseMessage answer, CancellationToken cancel)
    {
        var description = await ReadAsync(cancel);
        var call = description.Find(method.Method, path);
        if (call is null)
        {
            Assert.True(
                answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed,
                $"{method} {path} is not in the document, and answers {answer.StatusCode}."
            );
            return;
        }

        var text = await answer.Content.ReadAsStringAsync(cancel);
        var mistakes = description.Mistakes(
            call,
            (int)answer.StatusCode,
            answer.Content.Headers.ContentType?.MediaType,
            text
        );
        Assert.True(mistakes.Count == 0, $"{method} {path}: {string.Join(" ", mistakes)}\n{text}");
    }

    private async Task<ApiDescription> ReadAsync(CancellationToken cancel)
    {
        await Once.WaitAsync(cancel);
        try
        {
            return _description ??= await FetchAsync(cancel);
        }
        finally
        {
            Once.Release();
        }
    }

    private async Task<ApiDescription> FetchAsync(CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("http://admin" + Document));
        using var answer = await base.SendAsync(request, cancel);
        return new(JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancel))!);
    }
}
