using Holdfast.Data;
using Holdfast.Data.Notices;
using Holdfast.Portal.Notices.Mail;
using Holdfast.Portal.Notices.Settings;
using Holdfast.Portal.Notices.Smtp;
using Holdfast.Portal.Notices.Webhooks;
using Holdfast.Portal.Secrets;

namespace Holdfast.Portal.Notices.Delivery;

/// <summary>Tries to hand one message to one recipient.</summary>
public sealed class NoticePostman(
    IDatabase database,
    NoticeStore notices,
    NoticeSettingsBook settings,
    SmtpSender mail,
    WebhookSender webhooks,
    PortalOptions options
)
{
    public async Task<SendResult> TryAsync(NoticeDelivery delivery, CancellationToken cancel)
    {
        try
        {
            return await HandOverAsync(delivery, cancel);
        }
        catch (SecretException closed)
        {
            // A password that cannot be opened: typed anew, it can be.
            return SendResult.Bad([], closed.Problem);
        }
    }

    private async Task<SendResult> HandOverAsync(NoticeDelivery delivery, CancellationToken cancel)
    {
        var (present, message) = await database.ReadAsync(
            async unit => (await settings.ReadAsync(unit), await MessageAsync(unit, delivery)),
            cancel
        );
        return message is null
                ? SendResult.Bad([], NoticeProblems.UnknownDelivery.At("", "What it told is forgotten."), isFinal: true)
            : delivery.Channel == DeliveryChannel.Mail ? await MailAsync(present, delivery, message, cancel)
            : await WebhookAsync(present, delivery, message, cancel);
    }

    /// <summary>Sends a test with settings that need not be in force.</summary>
    public Task<SendResult> TestMailAsync(
        MailSettings server,
        string? password,
        string recipient,
        NoticeMessage message,
        CancellationToken cancel
    ) => MailAsync(server, password, recipient, message, message.Id, cancel);

    /// <inheritdoc cref="TestMailAsync"/>
    public Task<SendResult> TestWebhookAsync(
        string url,
        string secret,
        NoticeMessage message,
        CancellationToken cancel
    ) => WebhookAsync(url, secret, message, message.Id, cancel);

    private async Task<NoticeMessage?> MessageAsync(IUnitOfWork unit, NoticeDelivery delivery)
    {
        var first = await notices.OfMessageAsync(unit, delivery.MessageId, NoticeMessage.MostShown);
        return first.Count == 0 || NoticeKinds.Find(delivery.Kind) is not { } kind
            ? null
            : new NoticeMessage(
                delivery.MessageId,
                kind,
                delivery.At,
                first,
                first.Count < NoticeMessage.MostShown
                    ? first.Count
                    : await notices.CountOfMessageAsync(unit, delivery.MessageId)
            );
    }

    private async Task<SendResult> MailAsync(
        NoticeSettings present,
        NoticeDelivery delivery,
        NoticeMessage message,
        CancellationToken cancel
    ) =>
        present.Mail is not { } server
            ? SendResult.Bad([], NoticeProblems.NoMailServer.At("", ""), isFinal: true)
            : await MailAsync(
                server,
                await settings.PasswordAsync(server, cancel),
                delivery.Target,
                message,
                delivery.Id,
                cancel
            );

    private Task<SendResult> MailAsync(
        MailSettings server,
        string? password,
        string recipient,
        NoticeMessage message,
        Guid id,
        CancellationToken cancel
    )
    {
        var sender = MailAddress.ReadNamed(server.Sender, "sender").Value!;
        var host = new Uri(options.PublicUrl).IdnHost;
        var letter = new SmtpLetter
        {
            Greeting = Greeting(host),
            Security = server.Security,
            User = server.User,
            Password = password,
            Sender = sender.Address,
            Recipient = recipient,
            Content = MailContent.Write(
                sender,
                recipient,
                MailText.Subject(message),
                MailText.Body(message, options.PublicUrl),
                id,
                sender.Address[(sender.Address.IndexOf('@', StringComparison.Ordinal) + 1)..],
                message.At
            ),
        };
        return mail.SendAsync(server.Host, server.Port, letter, cancel);
    }

    private async Task<SendResult> WebhookAsync(
        NoticeSettings present,
        NoticeDelivery delivery,
        NoticeMessage message,
        CancellationToken cancel
    ) =>
        present.Webhooks.FirstOrDefault(hook => hook.Id.ToString() == delivery.Target) is { } hook
        && await settings.SecretAsync(hook, cancel) is { } secret
            ? await WebhookAsync(hook.Url, secret, message, delivery.Id, cancel)
            : SendResult.Bad([], NoticeProblems.UnknownWebhook.At("", "It was removed."), isFinal: true);

    private Task<SendResult> WebhookAsync(
        string url,
        string secret,
        NoticeMessage message,
        Guid id,
        CancellationToken cancel
    ) =>
        webhooks.SendAsync(
            new Uri(url),
            WebhookSecret.Key(secret),
            $"{id}",
            WebhookBody.Write(message, options.PublicUrl),
            cancel
        );

    /// <summary>An address stands in brackets, RFC 5321 section 4.1.3.</summary>
    private static string Greeting(string host) =>
        !System.Net.IPAddress.TryParse(host, out var address) ? host
        : address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? $"[IPv6:{address}]"
        : $"[{address}]";
}
