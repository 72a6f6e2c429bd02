using System.Collections.Frozen;
using Holdfast.Identity;
using Holdfast.Link.Problems;
using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Configurations;
using Holdfast.Portal.Features.Sessions;
using Holdfast.Portal.Features.Users;
using Holdfast.Portal.Nodes;
using Holdfast.Portal.Notices;
using Holdfast.Portal.Portals;
using Holdfast.Portal.Sources;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Hosting;

/// <summary>The HTTP status that goes with a kind of problem. What is not listed is the sender's mistake: 400.</summary>
public static class ProblemStatus
{
    private static readonly FrozenDictionary<ProblemKind, int> Statuses = new Dictionary<ProblemKind, int>
    {
        [ConfigurationProblems.UnknownProfile] = StatusCodes.Status404NotFound,
        [ConfigurationProblems.NoCommonProtocol] = StatusCodes.Status406NotAcceptable,
        [ConfigurationProblems.DownloadsDisabled] = StatusCodes.Status403Forbidden,
        [ConfigurationProblems.TooMany] = StatusCodes.Status403Forbidden,
        [ConfigurationProblems.NoAccess] = StatusCodes.Status403Forbidden,
        [FactorProblems.NeededForProfile] = StatusCodes.Status403Forbidden,
        [ConfigurationProblems.KeyInUse] = StatusCodes.Status409Conflict,
        [ConfigurationProblems.AlreadyMade] = StatusCodes.Status409Conflict,
        [ConfigurationProblems.EndedMeanwhile] = StatusCodes.Status409Conflict,
        [ConfigurationProblems.PoolExhausted] = StatusCodes.Status503ServiceUnavailable,
        [ConfigurationProblems.NoNode] = StatusCodes.Status503ServiceUnavailable,
        [ConfigurationProblems.NodeSilent] = StatusCodes.Status503ServiceUnavailable,
        [ConfigurationProblems.NodeRefused] = StatusCodes.Status503ServiceUnavailable,
        [ConfigurationProblems.Unknown] = StatusCodes.Status404NotFound,
        [SessionProblems.Unknown] = StatusCodes.Status404NotFound,
        [NodeProblems.Unknown] = StatusCodes.Status404NotFound,
        [PortalProblems.Unknown] = StatusCodes.Status404NotFound,
        [PortalProblems.SeveralOnMachine] = StatusCodes.Status409Conflict,
        [PortalProblems.LastPortal] = StatusCodes.Status409Conflict,
        [NodeProblems.Exists] = StatusCodes.Status409Conflict,
        [LinkProblems.Unreachable] = StatusCodes.Status502BadGateway,
        [LinkProblems.TimedOut] = StatusCodes.Status504GatewayTimeout,
        [UserProblems.Unknown] = StatusCodes.Status404NotFound,
        [UserProblems.NameTaken] = StatusCodes.Status409Conflict,
        [UserProblems.LastAdministrator] = StatusCodes.Status409Conflict,
        [NoticeProblems.UnknownDelivery] = StatusCodes.Status404NotFound,
        [NoticeProblems.UnknownWebhook] = StatusCodes.Status404NotFound,
        [SourceProblems.Unknown] = StatusCodes.Status404NotFound,
        [SourceProblems.NameTaken] = StatusCodes.Status409Conflict,
        [SourceProblems.KeptElsewhere] = StatusCodes.Status409Conflict,
        [SourceProblems.Vanished] = StatusCodes.Status409Conflict,
        [SourceProblems.StillHasPeople] = StatusCodes.Status409Conflict,
        [SourceProblems.SyncUnderWay] = StatusCodes.Status409Conflict,
        [SourceProblems.SwitchedOff] = StatusCodes.Status409Conflict,
        [RequestProblems.NotFound] = StatusCodes.Status404NotFound,
        [RequestProblems.WrongMethod] = StatusCodes.Status405MethodNotAllowed,
        [RequestProblems.TooLarge] = StatusCodes.Status413PayloadTooLarge,
        [RequestProblems.Unexpected] = StatusCodes.Status500InternalServerError,
        [RequestProblems.Unavailable] = StatusCodes.Status503ServiceUnavailable,
        [RequestProblems.NoChanges] = StatusCodes.Status503ServiceUnavailable,
        [TokenProblems.Missing] = StatusCodes.Status401Unauthorized,
        [TokenProblems.Wrong] = StatusCodes.Status401Unauthorized,
        [TokenProblems.TooMany] = StatusCodes.Status429TooManyRequests,
        [TokenProblems.Unknown] = StatusCodes.Status404NotFound,
        [TokenProblems.NameTaken] = StatusCodes.Status409Conflict,
        [AccessProblems.Scope] = StatusCodes.Status403Forbidden,
        [AccessProblems.MoreThanAUser] = StatusCodes.Status403Forbidden,
        [AccessProblems.RoleIsGiven] = StatusCodes.Status403Forbidden,
        [RequestProblems.Forbidden] = StatusCodes.Status403Forbidden,
    }.ToFrozenDictionary();

    public static int Of(ProblemKind kind) => Statuses.GetValueOrDefault(kind, StatusCodes.Status400BadRequest);
}
