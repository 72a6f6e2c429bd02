namespace Holdfast.Portal.Features.AdminApi;

/// <summary>Under which what was made or changed can be asked for.</summary>
internal sealed record MadeBody(Guid Id);
