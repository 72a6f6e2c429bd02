namespace Holdfast.Portal.Features.Profiles;

/// <summary>What a change of profiles did beside changing them.</summary>
/// <param name="EndedConfigurations">How many configurations ended with it.</param>
public sealed record ProfilesChanged(int EndedConfigurations);
