namespace Holdfast.Portal.Features.Health;

/// <summary>How every part of the service is.</summary>
public interface IHealthDesk
{
    Task<IReadOnlyList<HealthRow>> ReadAsync(CancellationToken cancel);
}
