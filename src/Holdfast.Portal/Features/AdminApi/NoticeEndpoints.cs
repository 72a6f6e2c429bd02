using System.Globalization;
using Holdfast.Data.Notices;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.AdminApi.Description;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Notices;
using Holdfast.Portal.Hosting;
using Holdfast.Portal.Notices.Settings;
using Holdfast.Portal.Notices.Smtp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Holdfast.Portal.Features.AdminApi;

/// <summary><c>/notices</c>. Secrets go in and never out.</summary>
internal static class NoticeEndpoints
{
    private const int LargestPage = 1000;

    public static void MapNotices(this IEndpointRouteBuilder api)
    {
        api.MapGet("/notices", ListAsync)
            .Says("Lists messages on their way, the newest first")
            .GivesItems<DeliveryView>()
            .Needs(Right.SeeService);
        api.MapPost(
                "/notices/{id:guid}/retry",
                async (Guid id, NoticeRetry retry, Actor actor, CancellationToken cancel) =>
                    Answers.Of(await retry.RetryAsync(id, actor, cancel))
            )
            .Says("Tries a message again, now")
            .GivesNothing()
            .Needs(Right.ChangeService);
        api.MapPost("/notices/test", TestAsync)
            .Says("Sends a test message; nothing is saved")
            .Takes<NoticeTestBody>()
            .Gives<TrialResult>()
            .Needs(Right.ChangeService);
        api.MapGet(
                "/notices/settings",
                async (NoticeSettingsBook settings, CancellationToken cancel) =>
                    Answers.Ok(View(await settings.ReadAsync(cancel)))
            )
            .Says("Shows what is told to whom; never a secret")
            .Gives<NoticeSettingsBody>()
            .Needs(Right.SeeService);
        api.MapPatch("/notices/settings", ChooseAsync)
            .Says("Chooses what is told to whom")
            .Takes<NoticeChoiceDraft>()
            .GivesNothing()
            .Needs(Right.ChangeService);
        api.MapPut("/notices/settings/mail", SetMailAsync)
            .Says("Sets the mail server")
            .Takes<MailDraft>()
            .GivesNothing()
            .Needs(Right.ChangeService);
        api.MapDelete(
                "/notices/settings/mail",
                async (NoticeSettingsBook settings, Actor actor, CancellationToken cancel) =>
                    Answers.Of(await settings.SetMailAsync(null, actor, cancel))
            )
            .Says("Removes the mail server; no mail is sent")
            .GivesNothing()
            .Needs(Right.ChangeService);
        api.MapPost(
                "/notices/webhooks",
                (HttpRequest request, NoticeSettingsBook settings, Actor actor) =>
                    SetWebhookAsync(request, settings, actor, Guid.CreateVersion7(), isNew: true)
            )
            .Says("Adds a webhook")
            .Takes<WebhookDraft>()
            .Gives<MadeBody>()
            .Needs(Right.ChangeService);
        api.MapPut(
                "/notices/webhooks/{id:guid}",
                (Guid id, HttpRequest request, NoticeSettingsBook settings, Actor actor) =>
                    SetWebhookAsync(request, settings, actor, id, isNew: false)
            )
            .Says("Changes a webhook")
            .Takes<WebhookDraft>()
            .Gives<MadeBody>()
            .Needs(Right.ChangeService);
        api.MapDelete(
                "/notices/webhooks/{id:guid}",
                async (Guid id, NoticeSettingsBook settings, Actor actor, CancellationToken cancel) =>
                    Answers.Of(await settings.RemoveWebhookAsync(id, actor, cancel))
            )
            .Says("Removes a webhook")
            .GivesNothing()
            .Needs(Right.ChangeService);
    }

    private static async Task<IResult> ListAsync(
        NoticeViews views,
        CancellationToken cancel,
        bool failed = false,
        string? after = null,
        int limit = 100
    )
    {
        var found = await views.ReadAsync(failed, MarkOf(after), Math.Clamp(limit, 1, LargestPage), cancel);
        return Answers.Items(found.Deliveries, found.Next is { } next ? $"{next.At.UtcTicks}_{next.Id}" : null);
    }

    private static async Task<IResult> TestAsync(HttpRequest request, NoticeTrials trials)
    {
        var body = await Body.ReadAsync<NoticeTestBody>(request);
        if (!body.Succeeded)
        {
            return ProblemJson.Result(body.Problems);
        }

        var (wanted, cancel) = (body.Value, request.HttpContext.RequestAborted);
        return Answers.Of(
            wanted.Webhook is not null || wanted.WebhookSettings is not null
                ? await trials.WebhookAsync(wanted.Webhook, wanted.WebhookSettings, cancel)
                : await trials.MailAsync(wanted.Mail, wanted.To ?? "", cancel),
            result => result
        );
    }

    private static async Task<IResult> ChooseAsync(HttpRequest request, NoticeSettingsBook settings, Actor actor)
    {
        var body = await Body.ReadAsync<NoticeChoiceDraft>(request);
        return body.Succeeded
            ? Answers.Of(await settings.ChooseAsync(body.Value, actor, request.HttpContext.RequestAborted))
            : ProblemJson.Result(body.Problems);
    }

    private static async Task<IResult> SetMailAsync(HttpRequest request, NoticeSettingsBook settings, Actor actor)
    {
        var body = await Body.ReadAsync<MailDraft>(request);
        return body.Succeeded
            ? Answers.Of(await settings.SetMailAsync(body.Value, actor, request.HttpContext.RequestAborted))
            : ProblemJson.Result(body.Problems);
    }

    private static async Task<IResult> SetWebhookAsync(
        HttpRequest request,
        NoticeSettingsBook settings,
        Actor actor,
        Guid id,
        bool isNew
    )
    {
        var body = await Body.ReadAsync<WebhookDraft>(request);
        if (!body.Succeeded)
        {
            return ProblemJson.Result(body.Problems);
        }

        var cancel = request.HttpContext.RequestAborted;
        var problems = await settings.SetWebhookAsync(id, isNew, body.Value, actor, cancel);
        return problems.Count > 0 ? ProblemJson.Result(problems) : Answers.Ok(new MadeBody(id));
    }

    private static NoticeSettingsBody View(NoticeSettings settings) =>
        new(
            settings.Mail is { } mail
                ? new(mail.Host, mail.Port, mail.Security, mail.User, mail.PasswordId is not null, mail.Sender)
                : null,
            settings.Administrators,
            settings.AdministratorKinds,
            settings.PersonKinds,
            [.. settings.Webhooks.Select(hook => new WebhookBody(hook.Id, hook.Url, hook.Kinds))]
        );

    private static DeliveryMark? MarkOf(string? after) =>
        after?.Split('_') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && at <= DateTimeOffset.MaxValue.UtcTicks
        && Guid.TryParse(id, out var known)
            ? new(new DateTimeOffset(at, TimeSpan.Zero), known)
            : null;

    /// <param name="Mail">Null: no mail is sent.</param>
    private sealed record NoticeSettingsBody(
        MailBody? Mail,
        IReadOnlyList<string> Administrators,
        IReadOnlyList<string> AdministratorKinds,
        IReadOnlyList<string> PersonKinds,
        IReadOnlyList<WebhookBody> Webhooks
    );

    private sealed record MailBody(
        string Host,
        int Port,
        SmtpSecurity Security,
        string? User,
        bool HasPassword,
        string Sender
    );

    private sealed record WebhookBody(Guid Id, string Url, IReadOnlyList<string> Kinds);

    private sealed class NoticeTestBody
    {
        /// <summary>For mail: where it goes.</summary>
        public string? To { get; init; }

        /// <summary>Null: the mail server that is in force.</summary>
        public MailDraft? Mail { get; init; }

        /// <summary>Id of one that is in force.</summary>
        public Guid? Webhook { get; init; }

        /// <summary>One that need not be in force.</summary>
        public WebhookDraft? WebhookSettings { get; init; }
    }
}
