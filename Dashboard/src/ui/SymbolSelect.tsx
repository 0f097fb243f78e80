interface SymbolSelectProps {
  names: readonly string[];
  value: string;
  onChange: (symbol: string) => void;
}

export function SymbolSelect({ names, value, onChange }: SymbolSelectProps) {
  const all = names.includes(value) ? names : [value, ...names];
  return (
    <label className="select">
      <span className="visually-hidden">Symbol</span>
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {all.map((name) => <option key={name} value={name}>{name}</option>)}
      </select>
    </label>
  );
}
