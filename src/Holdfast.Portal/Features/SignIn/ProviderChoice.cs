namespace Holdfast.Portal.Features.SignIn;

/// <summary>A provider at which people may sign in.</summary>
public sealed record ProviderChoice(Guid SourceId, string Name);
