/** The martlet, a swallow; static/logo.svg has the same outline. */
export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 64 64" aria-hidden="true">
      <path d={MARTLET} />
    </svg>
  );
}

const MARTLET =
  "M60 14C53 11 47 13 42 20C31 12 17 10 3 16C16 18 24 24 29 33C23 40 14 46 4 49C12 50 18 49 24 47C20 52 16 56 12 59C24 56 34 49 40 41C44 46 46 53 46 62C52 53 54 40 50 27C52 21 55 17 60 14Z";
