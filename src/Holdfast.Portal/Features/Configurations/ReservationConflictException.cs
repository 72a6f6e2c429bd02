namespace Holdfast.Portal.Features.Configurations;

/// <summary>Rolls back a reservation that lost a race, so that it gives back what it took.</summary>
internal sealed class ReservationConflictException()
    : Exception("Another request took the same public key or slot at the same moment.");
