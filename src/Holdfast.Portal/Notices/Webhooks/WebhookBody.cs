using System.Text.Json;
using Holdfast.Model.Json;

namespace Holdfast.Portal.Notices.Webhooks;

/// <summary>What a webhook gets: <c>docs/protocols/webhooks.md</c>.</summary>
internal sealed record WebhookBody(
    string Type,
    DateTimeOffset Timestamp,
    string Title,
    string Portal,
    int Count,
    IReadOnlyList<WebhookBody.One> Notices
)
{
    /// <param name="portal">The portal's public address.</param>
    public static string Write(NoticeMessage message, string portal) =>
        JsonSerializer.Serialize(
            new WebhookBody(
                message.Kind.Name,
                message.At,
                message.Kind.Title,
                portal,
                message.Count,
                [.. message.Notices.Select(notice => new One(notice.Id, notice.At, notice.Subject, notice.Text))]
            ),
            ModelJson.Options
        );

    internal sealed record One(Guid Id, DateTimeOffset At, string Subject, string Text);
}
